package io.github.emrharness.hadoop.tools;

/**
 * A node that the daemons are to play.
 *
 * @param name such as {@code core-1}
 * @param storesData whether it runs a data node
 * @param memoryMb of the node manager; 0 if it runs none
 * @param cores of the node manager
 */
public record Node(String name, boolean storesData, int memoryMb, int cores) {

    /** Whether it runs a node manager. */
    public boolean computes() {
        return memoryMb > 0;
    }

    @Override
    public String toString() {
        return name + ":" + storesData + ":" + memoryMb + ":" + cores;
    }

    /** Reads what {@link #toString} has written. */
    public static Node parse(String text) {
        String[] parts = text.split(":", -1);
        return new Node(
                parts[0], Boolean.parseBoolean(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
    }
}
