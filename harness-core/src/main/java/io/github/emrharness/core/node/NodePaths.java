package io.github.emrharness.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the sandbox where scripts and arguments name well-known directories of the master, such as
 * {@code /mnt/var/lib/info/instance.json} or {@code /home/hadoop/app.jar}: this machine has no such directories, and if it
 * has, a cluster must not touch them.
 */
public final class NodePaths {

    /**
     * At the beginning of a path only: after the beginning of the text, a space, a quote, an operator of the shell, or
     * {@code file://}; not within another path or address.
     */
    private static final Pattern ON_THE_MASTER = Pattern.compile("(?<![\\w./~+@%}-])(file://)?"
            + "(/home/hadoop|/mnt/var/lib/(?:info|hadoop|instance-controller)|/mnt/var/log|/mnt/tmp"
            + "|/emr/instance-controller|/etc/(?:hadoop|spark|hive|hudi|tez|flink|trino|presto|hbase|livy)/conf|/usr/bin/[a-z0-9-]+)"
            + "(?![\\w.-])");

    /** Most programs are those of this machine; some the harness has put into the sandbox. */
    private static final String PROGRAMS = "/usr/bin/";

    private final ClusterNode node;

    public NodePaths(ClusterNode node) {
        this.node = node;
    }

    /** Gives the text with the paths of the sandbox. */
    public String inSandbox(String text) {
        Matcher path = ON_THE_MASTER.matcher(text);
        return path.replaceAll(found -> {
            String scheme = found.group(1) == null ? "" : found.group(1);
            if (found.group(2).startsWith(PROGRAMS) && !Files.exists(node.path(found.group(2)))) {
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(scheme + node.path(found.group(2)));
        });
    }

    /**
     * Changes a script; leaves alone what is no text.
     *
     * @return whether there was something to change
     */
    public boolean putInto(Path script) throws IOException {
        String text;
        try {
            text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(script)))
                    .toString();
        } catch (CharacterCodingException e) {
            return false;
        }
        String changed = inSandbox(text);
        if (text.indexOf('\0') >= 0 || changed.equals(text)) {
            return false;
        }
        Files.writeString(script, changed);
        return true;
    }
}
