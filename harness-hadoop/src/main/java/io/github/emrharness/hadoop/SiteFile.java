package io.github.emrharness.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A configuration file of Hadoop, such as {@code core-site.xml}. */
final class SiteFile {

    private SiteFile() {}

    /**
     * Reads the properties; there are none if there is no such file.
     *
     * @throws IOException if it cannot be read; the message names it
     */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return properties;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String name = null;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    name = property(xml, name, properties);
                }
            }
            return properties;
        } catch (XMLStreamException e) {
            throw new IOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable String property(XMLStreamReader xml, @Nullable String name, Map<String, String> properties)
            throws XMLStreamException {
        if (xml.getLocalName().equals("name")) {
            return xml.getElementText().trim();
        }
        if (xml.getLocalName().equals("value") && name != null) {
            properties.put(name, xml.getElementText());
        }
        return name;
    }

    /** Writes the properties in the order of their names, in a directory that exists. */
    static void write(Map<String, String> properties, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("configuration");
            for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("property");
                element(xml, "name", property.getKey());
                element(xml, "value", property.getValue());
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("Cannot write " + file, e);
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
