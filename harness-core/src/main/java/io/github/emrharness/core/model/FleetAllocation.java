package io.github.emrharness.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.InstanceTypeConfig;
import software.amazon.awssdk.services.emr.model.MarketType;

/**
 * In which order a fleet tries its instance types. There are no prices here: the size of a type stands for its price.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-fleet.html">Instance fleets</a>
 */
final class FleetAllocation {

    static final String LOWEST_PRICE = "lowest-price";
    static final String DIVERSIFIED = "diversified";

    private final Ec2Region region;

    FleetAllocation(Ec2Region region) {
        this.region = region;
    }

    /** Without a strategy it is the lowest price. */
    List<InstanceTypeConfig> order(List<InstanceTypeConfig> types, MarketType market, @Nullable String strategy) {
        List<InstanceTypeConfig> ordered = new ArrayList<>(types);
        switch (strategy == null ? LOWEST_PRICE : strategy) {
            case "prioritized", "capacity-optimized-prioritized" ->
                ordered.sort(Comparator.comparing(
                        InstanceTypeConfig::priority, Comparator.nullsLast(Comparator.naturalOrder())));
            case "capacity-optimized" -> ordered.sort(mostCapacity(market));
            case "price-capacity-optimized" ->
                ordered.sort(mostCapacity(market).thenComparing(Comparator.comparingDouble(this::pricePerUnit)));
            case DIVERSIFIED -> {}
            default -> ordered.sort(Comparator.comparingDouble(this::pricePerUnit));
        }
        return ordered;
    }

    private Comparator<InstanceTypeConfig> mostCapacity(MarketType market) {
        return Comparator.comparing(
                type -> region.capacity().left(type.instanceType(), market), Comparator.reverseOrder());
    }

    private double pricePerUnit(InstanceTypeConfig type) {
        int factor = region.types()
                .find(type.instanceType())
                .map(InstanceType::normalizationFactor)
                .orElse(0);
        return (double) factor / weight(type);
    }

    static int weight(InstanceTypeConfig type) {
        return type.weightedCapacity() == null ? 1 : type.weightedCapacity();
    }
}
