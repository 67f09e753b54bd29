package io.github.emrharness.s3.server;

import com.adobe.testing.s3mock.s3.controller.ControllerConfiguration;
import com.adobe.testing.s3mock.s3.service.BucketService;
import com.adobe.testing.s3mock.s3.service.MultipartService;
import com.adobe.testing.s3mock.s3.service.ObjectService;
import com.adobe.testing.s3mock.s3.service.ServiceConfiguration;
import com.adobe.testing.s3mock.s3.store.BucketStore;
import com.adobe.testing.s3mock.s3.store.KmsKeyStore;
import com.adobe.testing.s3mock.s3.store.MultipartStore;
import com.adobe.testing.s3mock.s3.store.ObjectStore;
import com.adobe.testing.s3mock.s3.store.StoreConfiguration;
import com.adobe.testing.s3mock.s3.store.StoreProperties;
import jakarta.servlet.MultipartConfigElement;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.http.converter.xml.JacksonXmlHttpMessageConverter;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * S3Mock on Tomcat, wired by hand. Its own {@code S3MockApplication} finds its parts by class path scanning and Spring
 * Boot's auto-configuration, binds to all interfaces and takes over the JVM's logging; this takes a quarter of the time
 * and leaves the JVM alone.
 */
public final class S3MockServer implements IntSupplier, AutoCloseable {

    private final EmbeddedTomcat tomcat;
    private final GenericWebApplicationContext context;

    private S3MockServer(EmbeddedTomcat tomcat, GenericWebApplicationContext context) {
        this.tomcat = tomcat;
        this.context = context;
    }

    /**
     * Starts a server on 127.0.0.1.
     *
     * @param work a directory for the server's own files
     * @param objects the directory of the buckets; what an earlier server left there is served again
     * @param port where to listen; 0 takes a free port
     */
    public static S3MockServer start(Path work, Path objects, int port, String region) throws LifecycleException {
        // Tomcat would set the JVM's one URLStreamHandlerFactory, which Spark sets as well.
        TomcatURLStreamHandlerFactory.disable();

        EmbeddedTomcat tomcat = new EmbeddedTomcat(work.resolve("tomcat"), port);
        GenericWebApplicationContext context = new GenericWebApplicationContext(tomcat.servletContext());
        ControllerConfiguration controllers = new ControllerConfiguration();
        JacksonXmlHttpMessageConverter xml = controllers.messageConverter();
        KmsKeyStore keys = register(context.getBeanFactory(), controllers, objects, region);
        new WebMvc(controllers, xml).register(context);
        context.registerBean("multipartResolver", StandardServletMultipartResolver.class);
        context.refresh();

        tomcat.filter("kms", controllers.kmsFilter(keys, xml));
        tomcat.filter("checksums", new HeaderChecksums());
        tomcat.filter("formContent", controllers.httpPutFormContentFilter());
        tomcat.servlet("dispatcher", new DispatcherServlet(context), new MultipartConfigElement(""));
        S3MockServer server = new S3MockServer(tomcat, context);
        try {
            tomcat.start();
        } catch (LifecycleException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static KmsKeyStore register(
            ConfigurableListableBeanFactory beans, ControllerConfiguration controllers, Path directory, String region) {
        StoreConfiguration stores = new StoreConfiguration();
        // The owner of the directory deletes it; S3Mock need not.
        StoreProperties properties = new StoreProperties(true, directory.toString(), Set.of(), List.of(), region);
        ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
        File root = stores.rootFolder(properties);
        List<String> buckets = stores.bucketNames(root);
        BucketStore bucketStore = stores.bucketStore(properties, root, buckets, json, region);
        ObjectStore objectStore = stores.objectStore(buckets, bucketStore, json);
        MultipartStore multipartStore = stores.multipartStore(objectStore, json);

        ServiceConfiguration services = new ServiceConfiguration();
        BucketService bucketService = services.bucketService(bucketStore, objectStore);
        ObjectService objects = services.objectService(bucketStore, objectStore);
        MultipartService multiparts = services.multipartService(bucketStore, multipartStore);

        beans.registerSingleton("favicon", controllers.faviconController());
        beans.registerSingleton("buckets", controllers.bucketController(bucketService));
        beans.registerSingleton("objects", controllers.fileStoreController(objects, bucketService));
        beans.registerSingleton("objectAcls", controllers.objectAclController(objects, bucketService));
        beans.registerSingleton("objectTags", controllers.objectTaggingController(objects, bucketService));
        beans.registerSingleton("objectLegalHolds", controllers.objectLegalHoldController(objects, bucketService));
        beans.registerSingleton("objectRetentions", controllers.objectRetentionController(objects, bucketService));
        beans.registerSingleton("objectAttributes", controllers.objectAttributesController(objects, bucketService));
        beans.registerSingleton("multiparts", controllers.multipartController(bucketService, objects, multiparts));
        beans.registerSingleton("s3Exceptions", controllers.s3MockExceptionHandler());
        beans.registerSingleton("illegalStates", controllers.illegalStateExceptionHandler());
        return stores.kmsKeyStore(properties);
    }

    /** The port that it listens on. */
    @Override
    public int getAsInt() {
        return tomcat.port();
    }

    /** Stops listening and ends all threads of the server. */
    @Override
    public void close() throws LifecycleException {
        try {
            tomcat.close();
        } finally {
            context.close();
        }
    }
}
