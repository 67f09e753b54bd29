package io.github.emrharness.core.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a program at the head of a session and process group of its own, so that a signal can reach all of its children.
 * The JDK cannot do this; some program of every system can.
 */
final class ProcessGroups {

    /** In place: the process keeps its number. {@code setsid} comes with Linux, Perl with macOS. */
    private static final List<List<String>> LEADERS = List.of(
            List.of("setsid"),
            List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\""),
            List.of("python3", "-c", "import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])"));

    private ProcessGroups() {}

    /** Without any of these programs the command stays as it is: only its living descendants can be found then. */
    static List<String> leading(List<String> words, ProgramLookup lookup) {
        Optional<List<String>> leader = LEADERS.stream()
                .filter(program -> lookup.problem(program.get(0)).isEmpty())
                .findFirst();
        List<String> command = new ArrayList<>(leader.orElse(List.of()));
        command.addAll(words);
        return command;
    }
}
