package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.RuleViolationException;
import java.math.BigDecimal;

/** Checks the price that is bid for Spot Instances. */
final class BidPrice {

    private static final int MAX_SCALE = 3;

    private BidPrice() {}

    /**
     * Checks the text of a price.
     *
     * @param kind {@code group} or {@code fleet}
     */
    static void check(String bid, String kind) {
        BigDecimal price;
        try {
            price = new BigDecimal(bid);
        } catch (NumberFormatException e) {
            throw new RuleViolationException("The bid price supplied for an instance " + kind + " is invalid");
        }
        if (price.signum() <= 0) {
            throw new RuleViolationException("The bid price is negative or zero.");
        }
        if (price.scale() > MAX_SCALE) {
            throw new RuleViolationException("No more than 3 digits are allowed after decimal place in bid price");
        }
    }
}
