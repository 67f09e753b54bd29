package io.github.emrharness.jvm.inprocess;

import java.io.File;
import java.io.FileFilter;
import java.io.FilenameFilter;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands for {@code java.io.File} and its like in the classes of a process, whose relative paths begin in its own working
 * directory. Not an API; defined anew in every loader, like {@link ProcessFacade}, and under the same restrictions.
 */
@SuppressWarnings({"unchecked", "NullAway"}) // bind comes first, and cannot be a constructor
public final class FileFacade {

    private static volatile Supplier<@Nullable String> directory;
    private static volatile Supplier<Properties> properties;
    private static volatile Consumer<String> fileDeleter;

    private FileFacade() {}

    /** Connects this copy with its engine; the keys are the names of the fields. */
    static void bind(Map<String, Object> functions) {
        directory = (Supplier<@Nullable String>) functions.get("directory");
        properties = (Supplier<Properties>) functions.get("properties");
        fileDeleter = (Consumer<String>) functions.get("fileDeleter");
    }

    // What constructors and java.nio.file.Files are given

    public static @Nullable String resolve(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return path;
        }
        File file = new File(path);
        File resolved = resolve(file);
        return resolved == file ? path : resolved.getPath();
    }

    /** An empty path stays: there is no such file. */
    public static @Nullable File resolve(@Nullable File file) {
        return file == null || file.getPath().isEmpty() ? file : absolute(file);
    }

    public static @Nullable Path resolve(@Nullable Path path) {
        if (path == null || path.isAbsolute() || path.getFileSystem() != FileSystems.getDefault()) {
            return path;
        }
        String start = directory.get();
        return start == null ? path : Path.of(start).resolve(path);
    }

    /** A subclass may have its own idea of what it is. */
    private static File absolute(File file) {
        String start = file.getClass() != File.class || file.isAbsolute() ? null : directory.get();
        if (start == null) {
            return file;
        }
        return file.getPath().isEmpty() ? new File(start) : new File(start, file.getPath());
    }

    // java.io.File

    public static File getAbsoluteFile(File file) {
        return absolute(file).getAbsoluteFile();
    }

    public static String getAbsolutePath(File file) {
        return absolute(file).getAbsolutePath();
    }

    public static File getCanonicalFile(File file) throws IOException {
        return absolute(file).getCanonicalFile();
    }

    public static String getCanonicalPath(File file) throws IOException {
        return absolute(file).getCanonicalPath();
    }

    public static URI toURI(File file) {
        return absolute(file).toURI();
    }

    @SuppressWarnings("deprecation") // the program's choice
    public static URL toURL(File file) throws MalformedURLException {
        return absolute(file).toURL();
    }

    public static boolean exists(File file) {
        return resolve(file).exists();
    }

    public static boolean isFile(File file) {
        return resolve(file).isFile();
    }

    public static boolean isDirectory(File file) {
        return resolve(file).isDirectory();
    }

    public static boolean isHidden(File file) {
        return resolve(file).isHidden();
    }

    public static boolean canRead(File file) {
        return resolve(file).canRead();
    }

    public static boolean canWrite(File file) {
        return resolve(file).canWrite();
    }

    public static boolean canExecute(File file) {
        return resolve(file).canExecute();
    }

    public static long length(File file) {
        return resolve(file).length();
    }

    public static long lastModified(File file) {
        return resolve(file).lastModified();
    }

    public static long getFreeSpace(File file) {
        return resolve(file).getFreeSpace();
    }

    public static long getTotalSpace(File file) {
        return resolve(file).getTotalSpace();
    }

    public static long getUsableSpace(File file) {
        return resolve(file).getUsableSpace();
    }

    public static boolean createNewFile(File file) throws IOException {
        return resolve(file).createNewFile();
    }

    public static boolean delete(File file) {
        return resolve(file).delete();
    }

    public static void deleteOnExit(File file) {
        fileDeleter.accept(resolve(file).getPath());
    }

    public static boolean mkdir(File file) {
        return resolve(file).mkdir();
    }

    public static boolean mkdirs(File file) {
        return resolve(file).mkdirs();
    }

    public static boolean renameTo(File file, File target) {
        return resolve(file).renameTo(resolve(target));
    }

    public static boolean setLastModified(File file, long time) {
        return resolve(file).setLastModified(time);
    }

    public static boolean setReadOnly(File file) {
        return resolve(file).setReadOnly();
    }

    public static boolean setReadable(File file, boolean value) {
        return resolve(file).setReadable(value);
    }

    public static boolean setReadable(File file, boolean value, boolean ownerOnly) {
        return resolve(file).setReadable(value, ownerOnly);
    }

    public static boolean setWritable(File file, boolean value) {
        return resolve(file).setWritable(value);
    }

    public static boolean setWritable(File file, boolean value, boolean ownerOnly) {
        return resolve(file).setWritable(value, ownerOnly);
    }

    public static boolean setExecutable(File file, boolean value) {
        return resolve(file).setExecutable(value);
    }

    public static boolean setExecutable(File file, boolean value, boolean ownerOnly) {
        return resolve(file).setExecutable(value, ownerOnly);
    }

    public static String @Nullable [] list(File file) {
        return resolve(file).list();
    }

    /** The filter gets the directory as the program has named it. */
    public static String @Nullable [] list(File file, @Nullable FilenameFilter filter) {
        String[] all = resolve(file).list();
        if (all == null || filter == null) {
            return all;
        }
        List<String> accepted = new ArrayList<>();
        for (String name : all) {
            if (filter.accept(file, name)) {
                accepted.add(name);
            }
        }
        return accepted.toArray(new String[0]);
    }

    public static File @Nullable [] listFiles(File file) {
        return listFiles(file, (FilenameFilter) null);
    }

    public static File @Nullable [] listFiles(File file, @Nullable FilenameFilter filter) {
        if (resolve(file) == file) {
            return file.listFiles(filter);
        }
        String[] names = list(file, filter);
        if (names == null) {
            return null;
        }
        File[] files = new File[names.length];
        for (int i = 0; i < names.length; i++) {
            files[i] = new File(file, names[i]);
        }
        return files;
    }

    public static File @Nullable [] listFiles(File file, @Nullable FileFilter filter) {
        File[] all = listFiles(file, (FilenameFilter) null);
        if (all == null || filter == null) {
            return all;
        }
        List<File> accepted = new ArrayList<>();
        for (File each : all) {
            if (filter.accept(each)) {
                accepted.add(each);
            }
        }
        return accepted.toArray(new File[0]);
    }

    public static File createTempFile(String prefix, @Nullable String suffix) throws IOException {
        return File.createTempFile(prefix, suffix, temporary().toFile());
    }

    public static File createTempFile(String prefix, @Nullable String suffix, @Nullable File parent)
            throws IOException {
        return parent == null ? createTempFile(prefix, suffix) : File.createTempFile(prefix, suffix, resolve(parent));
    }

    // java.nio.file

    public static Path toAbsolutePath(Path path) {
        return resolve(path).toAbsolutePath();
    }

    public static Path toRealPath(Path path, LinkOption... options) throws IOException {
        return resolve(path).toRealPath(options);
    }

    public static URI toUri(Path path) {
        return resolve(path).toUri();
    }

    public static Path createTempFile(@Nullable String prefix, @Nullable String suffix, FileAttribute<?>... attributes)
            throws IOException {
        return Files.createTempFile(temporary(), prefix, suffix, attributes);
    }

    public static Path createTempDirectory(@Nullable String prefix, FileAttribute<?>... attributes) throws IOException {
        return Files.createTempDirectory(temporary(), prefix, attributes);
    }

    /** The JDK asks this JVM's property, and only once. */
    private static Path temporary() {
        return resolve(Path.of(properties.get().getProperty("java.io.tmpdir", "")));
    }

    // java.nio.channels

    public static FileChannel open(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(resolve(path), options);
    }

    public static FileChannel open(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return FileChannel.open(resolve(path), options, attributes);
    }
}
