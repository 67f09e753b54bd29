package io.github.emrharness.hadoop;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jars of Hadoop that are on every master of EMR, and which artefact each of them is. */
final class EmrJars {

    private static final Pattern JARS = Pattern.compile(
            "(?:file:(?://)?)?/(?:usr/lib/hadoop(?:-mapreduce)?|home/hadoop(?:/contrib/streaming|/share/hadoop/[a-z/]+)?)"
                    + "/(hadoop-streaming|hadoop-mapreduce-examples|hadoop-distcp|hadoop-examples)(?:-[\\w.-]+)?\\.jar");

    private EmrJars() {}

    /** The artefact that the path stands for; empty if it is another path. */
    static Optional<String> artifact(String path) {
        Matcher jar = JARS.matcher(path);
        if (!jar.matches()) {
            return Optional.empty();
        }
        return Optional.of(jar.group(1).equals("hadoop-examples") ? "hadoop-mapreduce-examples" : jar.group(1));
    }
}
