package io.github.emrharness.core.model;

/**
 * How many units of one market a fleet wants.
 *
 * @param asked what the API tells
 * @param adjustment by how much more or less it really wants, since a request for capacity timed out
 */
record FleetTarget(int asked, int adjustment) {

    static FleetTarget of(int asked) {
        return new FleetTarget(asked, 0);
    }

    int wanted() {
        return asked + adjustment;
    }

    FleetTarget plus(int units) {
        return new FleetTarget(asked, adjustment + units);
    }
}
