package io.github.emrharness.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.emr.model.BootstrapActionConfig;

/** A bootstrap action, as DescribeJobFlows tells it. */
public record BootstrapActionDetail(@Nullable BootstrapActionConfig bootstrapActionConfig) implements SdkPojo {

    private static final Fields<BootstrapActionDetail, BootstrapActionDetail> OF =
            Fields.of(BootstrapActionDetail.class);
    private static final List<SdkField<?>> FIELDS = List.of(OF.structure(
            "BootstrapActionConfig", BootstrapActionDetail::bootstrapActionConfig, BootstrapActionConfig::builder));

    /** Without values: what the SDK's table of fields has for a builder. */
    static final BootstrapActionDetail EMPTY = new BootstrapActionDetail(null);

    @Override
    public List<SdkField<?>> sdkFields() {
        return FIELDS;
    }
}
