package io.github.emrharness.spark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven repository in a directory, for {@code --packages}: nothing is asked of the network. */
record MavenRepository(Path root) {

    static final String GROUP = "example.shop";

    /** Puts an artefact of version 1.0 there. */
    void add(String artifact, Path jar, String... dependencies) throws IOException {
        Path directory = Files.createDirectories(root.resolve("example/shop/" + artifact + "/1.0"));
        Files.copy(jar, directory.resolve(artifact + "-1.0.jar"));
        StringBuilder pom = new StringBuilder(
                "<project><modelVersion>4.0.0</modelVersion>" + coordinates(artifact) + "<dependencies>");
        for (String dependency : dependencies) {
            pom.append("<dependency>" + coordinates(dependency) + "</dependency>");
        }
        pom.append("</dependencies></project>");
        Files.writeString(directory.resolve(artifact + "-1.0.pom"), pom);
    }

    private static String coordinates(String artifact) {
        return "<groupId>" + GROUP + "</groupId><artifactId>" + artifact + "</artifactId><version>1.0</version>";
    }

    /** Writes settings for Ivy that know this repository only. */
    Path ivySettings(Path file) throws IOException {
        return Files.writeString(
                file,
                """
                <ivysettings>
                  <settings defaultResolver="shop"/>
                  <resolvers><ibiblio name="shop" m2compatible="true" root="%s"/></resolvers>
                </ivysettings>
                """
                        .formatted(root.toUri()));
    }

    /** Serves it; the caller stops that. */
    HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
                boolean found = Files.isRegularFile(file);
                byte[] content = found ? Files.readAllBytes(file) : new byte[0];
                boolean withBody = found && exchange.getRequestMethod().equals("GET");
                exchange.getResponseHeaders().add("Content-Length", String.valueOf(content.length));
                exchange.sendResponseHeaders(found ? 200 : 404, withBody ? content.length : -1);
                if (withBody) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
        server.start();
        return server;
    }
}
