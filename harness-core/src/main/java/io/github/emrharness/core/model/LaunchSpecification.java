package io.github.emrharness.core.model;

import java.util.List;
import software.amazon.awssdk.services.emr.model.EbsBlockDevice;
import software.amazon.awssdk.services.emr.model.MarketType;

/**
 * What kind of instance is to be launched.
 *
 * @param weight how many units of a fleet's target the instance counts for; 1 in a group
 * @param volumes one for each volume that is attached to each instance
 */
record LaunchSpecification(String instanceType, MarketType market, int weight, List<EbsBlockDevice> volumes) {

    LaunchSpecification {
        volumes = List.copyOf(volumes);
    }
}
