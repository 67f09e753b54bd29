package io.github.emrharness.spark;

/** What stands for the master of EMR's Spark, which is YARN. */
enum SparkMaster {
    LOCAL("local"),
    YARN("yarn");

    private final String text;

    SparkMaster(String text) {
        this.text = text;
    }

    /**
     * Understands the value of a setting.
     *
     * @param name the setting, for the message
     * @throws IllegalArgumentException if it is another; the message says which there are
     */
    static SparkMaster parse(String name, String value) {
        for (SparkMaster master : values()) {
            if (master.text.equals(value.trim())) {
                return master;
            }
        }
        throw new IllegalArgumentException(name + " must be yarn or local, but was: " + value);
    }
}
