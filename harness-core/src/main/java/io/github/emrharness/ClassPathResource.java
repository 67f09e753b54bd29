package io.github.emrharness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives files and folders of the class path as paths, also those inside of jars. */
final class ClassPathResource {

    private ClassPathResource() {}

    static void withPath(String resource, Consumer<Path> use) {
        String name = resource.startsWith("/") ? resource.substring(1) : resource;
        URL url = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(ClassLoader::getSystemClassLoader)
                .getResource(name);
        if (url == null) {
            throw new IllegalArgumentException("There is no resource [" + name + "] on the class path of the test.");
        }
        try {
            if (url.getProtocol().equals("file")) {
                use.accept(Path.of(url.toURI()));
                return;
            }
            String address = url.toString();
            int inside = address.indexOf("!/");
            if (!address.startsWith("jar:file:") || inside < 0) {
                throw new IllegalArgumentException(
                        "The resource [" + name + "] is neither a file nor in a jar: " + url);
            }
            Path jar = Path.of(new URI(address.substring("jar:".length(), inside)));
            try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                use.accept(files.getPath(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The resource [" + name + "] cannot be read: " + e, e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The resource [" + name + "] has an address that is no URI: " + url, e);
        }
    }
}
