package io.github.emrharness.core.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** How a configuration file holds its properties. */
enum FileForm {

    /** Hadoop's {@code <configuration>}. */
    XML {
        @Override
        void write(Map<String, String> properties, Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                writeXml(properties, out);
            } catch (XMLStreamException e) {
                throw new IOException("Cannot write " + file, e);
            }
        }
    },

    /** Lines of a shell, with the values as they are: EMR leaves the quotes to the user. */
    EXPORTS {
        @Override
        void write(Map<String, String> properties, Path file) throws IOException {
            writeLines("export %s=%s%n", properties, file);
        }
    },

    /** {@code key=value}. */
    PROPERTIES {
        @Override
        void write(Map<String, String> properties, Path file) throws IOException {
            writeLines("%s=%s%n", properties, file);
        }
    },

    /** {@code key value}, as in {@code spark-defaults.conf}. */
    SPACED {
        @Override
        void write(Map<String, String> properties, Path file) throws IOException {
            writeLines("%s %s%n", properties, file);
        }
    },

    /** {@code key: value}, as in {@code flink-conf.yaml}. */
    COLON {
        @Override
        void write(Map<String, String> properties, Path file) throws IOException {
            writeLines("%s: %s%n", properties, file);
        }
    };

    /** Writes the file, in a directory that exists. */
    abstract void write(Map<String, String> properties, Path file) throws IOException;

    private static void writeLines(String format, Map<String, String> properties, Path file) throws IOException {
        Files.writeString(
                file,
                properties.entrySet().stream()
                        .map(property -> format.formatted(property.getKey(), property.getValue()))
                        .collect(Collectors.joining()),
                UTF_8);
    }

    private static void writeXml(Map<String, String> properties, OutputStream out) throws XMLStreamException {
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, UTF_8.name());
        xml.writeStartDocument(UTF_8.name(), "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("configuration");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeCharacters("\n  ");
            xml.writeStartElement("property");
            element(xml, "name", property.getKey());
            element(xml, "value", property.getValue());
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.close();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
