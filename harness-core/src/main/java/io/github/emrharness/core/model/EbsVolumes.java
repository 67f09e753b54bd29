package io.github.emrharness.core.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.EbsBlockDevice;
import software.amazon.awssdk.services.emr.model.EbsBlockDeviceConfig;
import software.amazon.awssdk.services.emr.model.EbsConfiguration;
import software.amazon.awssdk.services.emr.model.EbsVolume;

/** The EBS volumes that each instance of a kind has. */
final class EbsVolumes {

    private static final char FIRST_DEVICE = 'b';

    private EbsVolumes() {}

    /** Turns {@code VolumesPerInstance} into as many devices, {@code /dev/sdb} and on. */
    static List<EbsBlockDevice> devices(@Nullable EbsConfiguration configuration) {
        List<EbsBlockDevice> devices = new ArrayList<>();
        if (configuration != null) {
            for (EbsBlockDeviceConfig config : configuration.ebsBlockDeviceConfigs()) {
                int count = config.volumesPerInstance() == null ? 1 : config.volumesPerInstance();
                for (int i = 0; i < count; i++) {
                    devices.add(EbsBlockDevice.builder()
                            .volumeSpecification(config.volumeSpecification())
                            .device("/dev/sd" + (char) (FIRST_DEVICE + devices.size()))
                            .build());
                }
            }
        }
        return devices;
    }

    /** New volumes of these devices, as one instance has them. */
    static List<EbsVolume> attach(List<EbsBlockDevice> devices) {
        return devices.stream()
                .map(device -> EbsVolume.builder()
                        .device(device.device())
                        .volumeId(Identifiers.newVolumeId())
                        .build())
                .toList();
    }
}
