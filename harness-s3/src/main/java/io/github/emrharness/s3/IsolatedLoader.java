package io.github.emrharness.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads S3Mock's libraries, and this room's {@code server} package as one of them. Nothing else of the JVM is seen from
 * there but the JDK.
 */
final class IsolatedLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String SERVER_PACKAGE = IsolatedLoader.class.getPackageName() + ".server.";
    private static final String SERVER_DIRECTORY = SERVER_PACKAGE.replace('.', '/');
    private static final String SERVICES = "META-INF/services/";

    IsolatedLoader(URL[] libraries) {
        super("emr-harness-s3", libraries, getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(SERVER_PACKAGE)) {
            return super.findClass(name);
        }
        try (InputStream content = host().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (content == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = content.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL own = ownService(name);
        return own == null ? super.findResource(name) : own;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        URL own = ownService(name);
        return own == null ? super.findResources(name) : Collections.enumeration(List.of(own));
    }

    /** Service files that must count here and nowhere else lie beside the classes of the package. */
    private static @Nullable URL ownService(String name) {
        return name.startsWith(SERVICES) ? host().getResource(SERVER_DIRECTORY + name) : null;
    }

    private static ClassLoader host() {
        return IsolatedLoader.class.getClassLoader();
    }
}
