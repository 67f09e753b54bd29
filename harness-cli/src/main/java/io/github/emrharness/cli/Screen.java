package io.github.emrharness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The standard output: first the lines that tell how to connect, then one line for each thing that happens. */
final class Screen {

    private final PrintWriter out;
    private final List<String> early = new ArrayList<>();
    private boolean announced;

    Screen(PrintWriter out) {
        this.out = out;
    }

    /** Shows these lines, and behind them what has happened before. */
    synchronized void announce(List<String> lines) {
        lines.forEach(out::println);
        early.forEach(out::println);
        early.clear();
        announced = true;
        out.flush();
    }

    synchronized void line(String text) {
        if (announced) {
            out.println(text);
            out.flush();
        } else {
            early.add(text);
        }
    }
}
