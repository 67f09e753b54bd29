package io.github.emrharness.core.commands;

import io.github.emrharness.spi.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Brings scripts and jars to where they are run: objects of S3 and files of this machine. */
public final class FileFetcher {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final Supplier<ObjectStore> objectStore;

    /**
     * @param objectStore asked only when something is to be fetched from S3
     */
    public FileFetcher(Supplier<ObjectStore> objectStore) {
        this.objectStore = objectStore;
    }

    /** Tells whether the address is one of S3, so that {@link #fetch} makes a copy. */
    public static boolean isInS3(String address) {
        return S3Location.parse(address).isPresent();
    }

    /**
     * Gives the file that the address stands for: for an object of S3 a copy in the directory, otherwise the file itself.
     *
     * @param address {@code s3://}, {@code s3n://}, {@code s3a://}, {@code file:} or a path; a relative one begins at the
     *     directory
     * @throws IOException if there is no such file; the message says so, with the address
     */
    public Path fetch(String address, Path directory) throws IOException {
        Optional<S3Location> location = S3Location.parse(address);
        if (location.isPresent()) {
            return download(address, location.get(), directory);
        }
        Path file = locate(address, directory);
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException("There is no file '" + file + "' on this machine.");
        }
        return file;
    }

    /**
     * Gives the path of a file of this machine, which may not exist.
     *
     * @throws IOException if the address is none of such a file
     */
    public Path locate(String address, Path directory) throws IOException {
        if (SCHEME.matcher(address).matches() && !address.startsWith("file:")) {
            throw new IOException(
                    "'" + address + "' cannot be fetched: EMR reads s3://, s3n:// and s3a:// addresses and"
                            + " files of the master.");
        }
        return local(address, directory);
    }

    private Path download(String address, S3Location location, Path directory) throws IOException {
        if (location.fileName().isEmpty()) {
            throw new FileNotFoundException("'" + address + "' is a prefix, not an object.");
        }
        Files.createDirectories(directory);
        Path target = directory.resolve(location.fileName());
        try (InputStream in = objectStore.get().get(location.bucket(), location.key())) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException("'" + address + "' does not exist: " + e.getMessage());
        }
        return target;
    }

    private static Path local(String address, Path directory) throws IOException {
        try {
            return address.startsWith("file:")
                    ? Path.of(URI.create(address).getPath())
                    : directory.resolve(address).normalize();
        } catch (InvalidPathException | NullPointerException e) {
            throw new FileNotFoundException("'" + address + "' is not a valid path.");
        } catch (IllegalArgumentException e) {
            throw new FileNotFoundException("'" + address + "' is not a valid file: address.");
        }
    }

    /** Lets the owner run the file, as {@code chmod u+x} does. */
    public static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        if (permissions.add(PosixFilePermission.OWNER_EXECUTE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
