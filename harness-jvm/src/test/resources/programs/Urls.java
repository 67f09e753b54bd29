import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.function.Function;

/** Has a protocol of its own. */
public class Urls {
    interface Maker {
        URL make(String spec) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        URL.setURLStreamHandlerFactory(protocol -> protocol.equals("demo") ? new Demo() : null);
        Maker maker = URL::new;
        print(new URL("demo://host/a"));
        print(new URL(new URL("demo://host/a"), "b"));
        print(URI.create("demo://host/c").toURL());
        print(maker.make("demo://host/d"));
        System.out.println(new URL("file:/tmp").getProtocol());
        try {
            URL.setURLStreamHandlerFactory(null);
        } catch (Error e) {
            System.out.println(e.getMessage());
        }
    }

    private static void print(URL url) throws Exception {
        try (InputStream in = url.openStream()) {
            System.out.println(new String(in.readAllBytes(), "UTF-8"));
        }
    }

    static class Demo extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(("content of " + getURL()).getBytes());
                }
            };
        }
    }
}
