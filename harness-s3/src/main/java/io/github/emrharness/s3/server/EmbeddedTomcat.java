package io.github.emrharness.s3.server;

import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/**
 * A Tomcat on 127.0.0.1 that serves one servlet. Put together from its parts, since the {@code Tomcat}
 * class, meant for embedding, sets system properties.
 */
final class EmbeddedTomcat {

    private final StandardServer server = new StandardServer();
    private final Connector connector = new Connector();
    private final StandardContext context = new StandardContext();

    EmbeddedTomcat(Path directory, int port) {
        // No MBeans: they would be seen in the whole JVM.
        Registry.disableRegistry();
        File base = directory.toFile();
        server.setCatalinaBase(base);
        server.setCatalinaHome(base);
        server.setPort(-1);
        // Nothing of a harness may keep the JVM alive.
        server.setUtilityThreadsAsDaemon(true);
        withoutNaming();

        StandardHost host = new StandardHost();
        host.setName("localhost");
        host.setAutoDeploy(false);
        host.setDeployOnStartup(false);
        host.addChild(configure(context));

        StandardEngine engine = new StandardEngine();
        engine.setName("emr-harness-s3");
        engine.setDefaultHost(host.getName());
        engine.addChild(host);

        StandardService service = new StandardService();
        service.setName("emr-harness-s3");
        service.setContainer(engine);
        service.addConnector(configure(connector, port));
        server.addService(service);
    }

    private void withoutNaming() {
        for (LifecycleListener listener : server.findLifecycleListeners()) {
            if (listener instanceof NamingContextListener naming) {
                server.removeLifecycleListener(naming);
                server.getGlobalNamingResources().removePropertyChangeListener(naming);
            }
        }
    }

    private static StandardContext configure(StandardContext context) {
        context.setName("");
        context.setPath("");
        context.addLifecycleListener(new Tomcat.FixContextListener());
        context.setUseNaming(false);
        context.setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        context.setRequestCharacterEncoding(StandardCharsets.UTF_8.name());
        context.setResponseCharacterEncoding(StandardCharsets.UTF_8.name());
        // The loader of S3Mock goes as a whole; these would only look into the JDK's internals.
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        return context;
    }

    private static Connector configure(Connector connector, int port) {
        connector.setPort(port);
        // Or a port in use would only be logged.
        connector.setThrowOnFailure(true);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("minSpareThreads", "2");
        connector.setProperty("maxThreads", "100");
        // Keys are paths: both as in S3Mock's own configuration.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        connector.setAllowBackslash(true);
        // S3's limits hold, not a web application's.
        connector.setMaxPostSize(-1);
        connector.setMaxPartCount(-1);
        connector.setProperty("maxSwallowSize", "-1");
        connector.setProperty("maxHttpRequestHeaderSize", "65536");
        connector.setProperty("maxKeepAliveRequests", "-1");
        // A debugger may hold a client for long.
        connector.setProperty("connectionTimeout", "3600000");
        connector.setAsyncTimeout(-1);
        return connector;
    }

    ServletContext servletContext() {
        return context.getServletContext();
    }

    void servlet(String name, Servlet servlet, MultipartConfigElement multipart) {
        Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        wrapper.setMultipartConfigElement(multipart);
        context.addServletMappingDecoded("/", name);
    }

    void filter(String name, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }

    void start() throws LifecycleException {
        server.start();
        // A connector that cannot bind, or a servlet that cannot start, does not fail the start by itself.
        if (!connector.getState().isAvailable() || !context.getState().isAvailable()) {
            throw new LifecycleException("Tomcat has not started: connector " + connector.getStateName() + ", context "
                    + context.getStateName());
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    void close() throws LifecycleException {
        server.stop();
        server.destroy();
    }
}
