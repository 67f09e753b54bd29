import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Starts child processes (of a Unix system). */
public class Children {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "environment" -> {
                ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo builder $GREETING $MORE $HOME; pwd");
                builder.environment().put("MORE", "and more");
                print(builder.start());
                print(Runtime.getRuntime().exec(new String[] {"sh", "-c", "echo exec $GREETING"}));
                print(Runtime.getRuntime().exec(new String[] {"sh", "-c", "echo given $GREETING $MORE"}, new String[] {"MORE=alone"}));
                print(new ProcessBuilder("pwd").directory(new File("/")).start());
            }
            case "inherit" -> {
                Process child = new ProcessBuilder("sh", "-c", "cat; echo to stderr >&2").inheritIO().start();
                System.exit(child.waitFor());
            }
            case "pipeline" -> {
                List<Process> children = ProcessBuilder.startPipeline(List.of(
                        new ProcessBuilder("echo", "through a pipe"),
                        new ProcessBuilder("cat").redirectOutput(ProcessBuilder.Redirect.INHERIT)));
                for (Process child : children) {
                    child.waitFor();
                }
            }
            case "leave" -> {
                Process child = new ProcessBuilder("sleep", "1000").start();
                System.out.println("child " + child.pid());
            }
            case "read" -> {
                Process child = new ProcessBuilder("sleep", "1000").start();
                Thread reader = new Thread(() -> noteEnd(child, args[1]));
                reader.start();
                System.out.println("ready");
                reader.join();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void noteEnd(Process child, String file) {
        // No interrupt ends this.
        child.onExit().join();
        String end;
        try {
            end = "read " + child.getInputStream().read();
        } catch (IOException e) {
            end = e.toString();
        }
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(end.getBytes("UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(Process child) throws Exception {
        System.out.print(new String(child.getInputStream().readAllBytes(), "UTF-8"));
    }
}
