package io.github.emrharness.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java options of a driver.
 *
 * @param systemProperties those given as {@code -Dname=value}
 * @param others the rest, as given
 */
record JavaOptions(Map<String, String> systemProperties, List<String> others) {

    JavaOptions {
        systemProperties = Map.copyOf(systemProperties);
        others = List.copyOf(others);
    }

    /** Splits an option string by the quoting rules of Spark's launcher: blanks, {@code "..."}, {@code '...'} and backslashes. */
    static JavaOptions parse(String options) {
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String option : split(options)) {
            if (option.startsWith("-D")) {
                int equalsSign = option.indexOf('=');
                if (equalsSign < 0) {
                    properties.put(option.substring(2), "");
                } else {
                    properties.put(option.substring(2, equalsSign), option.substring(equalsSign + 1));
                }
            } else {
                others.add(option);
            }
        }
        return new JavaOptions(properties, others);
    }

    /** Gives the words of an option string, without their quotes. */
    static List<String> split(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < options.length();
            if (escapes) {
                word.append(options.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
