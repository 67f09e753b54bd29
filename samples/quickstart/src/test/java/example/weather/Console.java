package example.weather;

import io.github.emrharness.ClusterHandle;
import io.github.emrharness.Dataset;
import io.github.emrharness.StepHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints tables. */
final class Console {

    private static final int FIRST_ROWS = 10;

    private Console() {}

    static void print(ClusterHandle cluster) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("STEP ID", "NAME", "STATE", "TIME"));
        for (StepHandle step : cluster.steps()) {
            String time = step.duration()
                    .map(duration -> String.format("%.1f s", duration.toMillis() / 1000.0))
                    .orElse("-");
            table.add(List.of(step.id(), step.name(), step.state().toString(), time));
        }
        print("Steps of cluster " + cluster.id(), table);
    }

    static void print(Dataset dataset) {
        List<List<String>> table = new ArrayList<>();
        table.add(dataset.columns().stream().map(column -> column.name()).collect(Collectors.toList()));
        dataset.rows().stream()
                .limit(FIRST_ROWS)
                .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.toList()))
                .forEach(table::add);
        print("First rows of " + dataset.uri(), table);
    }

    private static void print(String title, List<List<String>> table) {
        int[] widths = IntStream.range(0, table.get(0).size())
                .map(column -> table.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        System.out.println();
        System.out.println(title);
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("  ");
            for (int column = 0; column < widths.length; column++) {
                line.append(String.format("%-" + (widths[column] + 2) + "s", row.get(column)));
            }
            System.out.println(line.toString().stripTrailing());
        }
        System.out.println();
    }
}
