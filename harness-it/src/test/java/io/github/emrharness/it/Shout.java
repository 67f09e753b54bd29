package io.github.emrharness.it;

import java.util.Locale;
import org.apache.hadoop.hive.ql.exec.UDF;

/** A function of Hive's as a user writes it. */
public final class Shout extends UDF {

    /** For Hive. */
    public Shout() {}

    /** For Hive. */
    public String evaluate(String text) {
        return text.toUpperCase(Locale.ROOT) + "!";
    }
}
