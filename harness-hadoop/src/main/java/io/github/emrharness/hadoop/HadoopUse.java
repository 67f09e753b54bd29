package io.github.emrharness.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Tells what of Hadoop the classes of a jar mention, so that a program which has nothing to do with it need not wait for the
 * start of HDFS and YARN.
 */
final class HadoopUse {

    private static final byte[] MAPREDUCE = "org/apache/hadoop/mapred".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] YARN = "org/apache/hadoop/yarn".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HADOOP = "org/apache/hadoop/".getBytes(StandardCharsets.US_ASCII);

    private HadoopUse() {}

    /** Reads the jar until it finds what needs most; a file that is no jar needs nothing. */
    static ClientConfiguration.Needs of(Path jar) {
        ClientConfiguration.Needs needs = ClientConfiguration.Needs.NOTHING;
        if (!Files.isRegularFile(jar)) {
            return needs;
        }
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar")) {
                    // What stands in there is not worth reading.
                    return ClientConfiguration.Needs.MAPREDUCE;
                }
                if (entry.getName().endsWith(".class")) {
                    byte[] bytes = read(file, entry);
                    if (contains(bytes, MAPREDUCE) || contains(bytes, YARN)) {
                        return ClientConfiguration.Needs.MAPREDUCE;
                    }
                    if (contains(bytes, HADOOP)) {
                        needs = ClientConfiguration.Needs.HDFS;
                    }
                }
            }
        } catch (IOException e) {
            // The program that runs the jar says so.
            return needs;
        }
        return needs;
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        for (int start = 0; start <= bytes.length - word.length; start++) {
            int length = 0;
            while (length < word.length && bytes[start + length] == word[length]) {
                length++;
            }
            if (length == word.length) {
                return true;
            }
        }
        return false;
    }
}
