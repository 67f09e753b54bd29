package io.github.emrharness.hive.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.common.io.CachingPrintStream;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.ql.IDriver;
import org.apache.hadoop.hive.ql.processors.CommandProcessor;
import org.apache.hadoop.hive.ql.processors.CommandProcessorFactory;
import org.apache.hadoop.hive.ql.processors.CommandProcessorResponse;
import org.apache.hadoop.hive.ql.session.SessionState;
import org.apache.hadoop.hive.serde2.SerDeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement and writes what it gives, as serialized lists of types of the JDK, to a file. Arguments: the file to
 * write, the statement.
 *
 * <p>The file gets an {@code ArrayList} of column names, one of their types, and one of rows.
 */
public final class StatementMain {

    /** Exit code for a statement that cannot be run; the reason is on stdout. */
    public static final int REFUSED = 2;

    private StatementMain() {}

    @SuppressWarnings("Finally")
    public static void main(String[] args) throws Exception {
        // What Hive and Tez print must not come before the reason.
        PrintStream reasons = System.out;
        System.setOut(System.err);
        Configurations.useThoseOfThisProcess();
        int code = 1;
        try {
            String reason = run(Path.of(args[0]), args[1]);
            code = reason == null ? 0 : REFUSED;
            reasons.print(reason == null ? "" : reason);
        } catch (Exception | Error e) {
            e.printStackTrace(reasons);
        } finally {
            reasons.flush();
            // Whatever happened: threads that Hive leaves would keep the process alive.
            System.exit(code);
        }
    }

    private static @Nullable String run(Path file, String statement) throws Exception {
        HiveConf conf = new HiveConf(StatementMain.class);
        conf.set(SerDeUtils.LIST_SINK_OUTPUT_FORMATTER, JdkFormatter.class.getName());
        conf.set("hive.resultset.use.unique.column.names", "false");
        SessionState session = new SessionState(conf);
        session.out = new PrintStream(System.err, true, UTF_8);
        session.info = session.out;
        session.err = new CachingPrintStream(System.err, true, UTF_8.name());
        SessionState.start(session);
        try {
            String text = statement.strip().replaceFirst(";$", "");
            CommandProcessor processor = CommandProcessorFactory.get(text.split("\\s+"), session.getConf());
            return processor instanceof IDriver driver
                    ? ofDriver(driver, text, file)
                    : ofCommand(processor, text, file);
        } finally {
            session.close();
        }
    }

    /** Such as SET: it is given what follows its first word. */
    private static @Nullable String ofCommand(CommandProcessor processor, String text, Path file) throws Exception {
        String[] words = text.split("\\s+", 2);
        CommandProcessorResponse response = processor.run(words.length < 2 ? "" : words[1]);
        write(file, List.of(), new ArrayList<>());
        return response.getResponseCode() == 0 ? null : reason(response);
    }

    private static @Nullable String ofDriver(IDriver driver, String text, Path file) throws IOException {
        try {
            CommandProcessorResponse response = driver.run(text);
            if (response.getResponseCode() != 0) {
                return reason(response);
            }
            ArrayList<Object> rows = new ArrayList<>();
            List<Object> some = new ArrayList<>();
            while (driver.getResults(some)) {
                some.forEach(row -> rows.add(row instanceof ArrayList<?> ? row : line(row)));
                some.clear();
            }
            // Others, such as CREATE TABLE AS, have a schema as well.
            boolean isQuery = driver.isFetchingTable() || !rows.isEmpty();
            List<FieldSchema> columns = isQuery ? driver.getSchema().getFieldSchemas() : null;
            write(file, columns == null ? List.of() : columns, rows);
            return null;
        } finally {
            driver.close();
            driver.destroy();
        }
    }

    /** A plan is given as lines of text. */
    private static ArrayList<Object> line(Object text) {
        return new ArrayList<>(List.of(text));
    }

    private static void write(Path file, List<FieldSchema> columns, ArrayList<Object> rows) throws IOException {
        ArrayList<String> names = new ArrayList<>();
        ArrayList<String> types = new ArrayList<>();
        for (FieldSchema column : columns) {
            names.add(column.getName());
            types.add(column.getType());
        }
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(names);
            out.writeObject(types);
            out.writeObject(rows);
        }
    }

    private static String reason(CommandProcessorResponse response) {
        String message = response.getErrorMessage();
        return message == null ? "Hive ends with code " + response.getResponseCode() : message;
    }
}
