import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Scanner;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Uses relative paths in all ways that there are. */
public class Paths {

    /** An answer of its own. */
    static class Everywhere extends File {
        Everywhere() {
            super("nowhere");
        }

        @Override
        public boolean exists() {
            return true;
        }
    }

    /** Hands a path on to its super class. */
    static class Log extends FileWriter {
        Log(String path) throws java.io.IOException {
            super(path, StandardCharsets.UTF_8, true);
        }
    }

    public static void main(String[] args) throws Exception {
        File directory = new File("made");
        System.out.println(directory.mkdirs() + " " + directory.exists() + " " + directory.getPath());
        System.out.println(new File("").exists() + " " + new File("").getAbsolutePath());
        System.out.println(directory.getAbsolutePath() + " " + Path.of("made").toAbsolutePath());
        System.out.println(directory.getCanonicalFile().equals(Path.of("made").toRealPath().toFile()));
        System.out.println(directory.toURI() + " " + Path.of("made").toUri());

        try (FileOutputStream out = new FileOutputStream("made/a.txt")) {
            out.write('a');
        }
        try (FileOutputStream out = new FileOutputStream(new File(directory, "a.txt"), true)) {
            out.write('b');
        }
        try (FileWriter writer = new FileWriter(new File("made/a.txt"), StandardCharsets.UTF_8, true)) {
            writer.write("c");
        }
        try (Log log = new Log("made/a.txt")) {
            log.write("d");
        }
        try (FileInputStream in = new FileInputStream("made/a.txt");
                BufferedReader reader = new BufferedReader(new FileReader(new File("made", "a.txt")));
                Scanner scanner = new Scanner(new File("made/a.txt"));
                Scanner text = new Scanner("text of its own")) {
            System.out.println(new String(in.readAllBytes(), StandardCharsets.UTF_8) + " " + reader.readLine() + " "
                    + scanner.next() + " " + text.next());
        }
        try (PrintWriter writer = new PrintWriter("made/b.txt", "UTF-8");
                PrintStream stream = new PrintStream(new File("made/c.txt"));
                Formatter formatter = new Formatter("made/d.txt")) {
            writer.print("b");
            stream.print("c");
            formatter.format("%s", "d");
        }
        try (RandomAccessFile file = new RandomAccessFile("made/a.txt", "rw");
                FileChannel channel = FileChannel.open(Path.of("made/a.txt"), StandardOpenOption.READ)) {
            file.setLength(2);
            System.out.println(channel.size());
        }
        try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream("made/e.jar"))) {
            zip.putNextEntry(new ZipEntry("entry"));
        }
        try (ZipFile zip = new ZipFile("made/e.jar");
                JarFile jar = new JarFile(new File("made/e.jar"), false, ZipFile.OPEN_READ)) {
            System.out.println(zip.size() + " " + (jar.getEntry("entry") != null));
        }

        Path path = Path.of("made");
        Files.writeString(path.resolve("f.txt"), "f");
        Files.copy(path.resolve("f.txt"), path.resolve("g.txt"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(path.resolve("g.txt"), path.resolve("h.txt"));
        System.out.println(Files.readString(path.resolve("h.txt")) + " " + Files.exists(path.resolve("g.txt")));
        Predicate<Path> isRegular = Files::isRegularFile;
        Predicate<File> exists = File::exists;
        System.out.println(isRegular.test(path.resolve("h.txt")) + " " + exists.test(new File("made/h.txt")));
        try (Stream<Path> all = Files.list(path)) {
            System.out.println(all.map(p -> p.getFileName().toString()).sorted().toList());
        }
        String[] names = directory.list((parent, name) -> parent == directory && name.endsWith(".txt"));
        Arrays.sort(names);
        System.out.println(List.of(names));
        File[] files = directory.listFiles(file -> file.isFile() && file.length() == 2);
        System.out.println(Arrays.asList(files));
        System.out.println(new File("made/h.txt").renameTo(new File("made/i.txt")) + " " + new File("made/i.txt").delete());
        System.out.println(new Everywhere().exists() + " " + new File("nowhere").exists());

        File temporary = File.createTempFile("tmp", null);
        Path other = Files.createTempDirectory("tmp");
        System.out.println(temporary.getParentFile().toPath().equals(Path.of(System.getProperty("java.io.tmpdir")))
                + " " + other.getParent().equals(temporary.getParentFile().toPath()));
        temporary.delete();
        Files.delete(other);
        new File("made/f.txt").deleteOnExit();

        Process child = new ProcessBuilder("pwd").directory(directory).redirectOutput(new File("made/pwd")).start();
        System.out.println(child.waitFor() + " " + Files.readString(Path.of("made/pwd")).strip());
    }
}
