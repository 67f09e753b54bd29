package org.apache.hadoop.shaded.org.apache.zookeeper.client;

/** Named by Hadoop's {@code SecurityUtil}, and left out of Hadoop's shaded client: without the name the class does not load. */
public class ZKClientConfig {}
