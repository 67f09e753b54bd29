package io.github.emrharness.spark.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkEnv$;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.util.Utils$;
import org.jspecify.annotations.Nullable;

/**
 * Stops what an application master or an executor leaves running: as JVMs of their own they need not, since all of it ends with
 * them.
 */
final class ContainerEnd {

    private static final String MASTER = "org.apache.spark.deploy.yarn.ApplicationMaster";

    private ContainerEnd() {}

    static void stop() throws ReflectiveOperationException {
        Class<?> masters = JobLoaders.loaded(MASTER + "$");
        if (masters != null) {
            stopApplicationMaster(masters.getField("MODULE$").get(null));
        }
        // The user has the tokens of the application.
        UserGroupInformation.setLoginUser(null);
        SparkEnv environment = SparkEnv.get();
        if (environment != null) {
            environment.stop();
            SparkEnv$.MODULE$.set(null);
        }
        forgetConfigurationOfSpark();
        forgetFilesOfHadoop();
        // Where an executor keeps what it has fetched.
        field(Utils$.MODULE$, "cachedLocalDir").set(Utils$.MODULE$, "");
    }

    /** Spark has one for all that needs no other, and reads files of the container if it was made for one. */
    private static void forgetConfigurationOfSpark() throws ReflectiveOperationException {
        Class<?> type = JobLoaders.loaded("org.apache.spark.deploy.SparkHadoopUtil$");
        if (type == null) {
            return;
        }
        Object companion = type.getField("MODULE$").get(null);
        Field lazyValuesMade = type.getDeclaredField("bitmap$0");
        lazyValuesMade.setAccessible(true);
        if (lazyValuesMade.getByte(companion) != 0
                && JobLoaders.isOfJob(SparkHadoopUtil.get().conf().getClassLoader())) {
            lazyValuesMade.setByte(companion, (byte) 0);
        }
    }

    /** Hadoop's statics have configurations that would look for their files where the container was. */
    @SuppressWarnings("unchecked")
    private static void forgetFilesOfHadoop() throws ReflectiveOperationException {
        Field registry = Configuration.class.getDeclaredField("REGISTRY");
        registry.setAccessible(true);
        List<Configuration> all;
        synchronized (Configuration.class) {
            all = new ArrayList<>(((Map<Configuration, ?>) registry.get(null)).keySet());
        }
        for (Configuration each : all) {
            if (JobLoaders.isOfJob(each.getClassLoader())) {
                each.setClassLoader(ContainerEnd.class.getClassLoader());
                each.reloadConfiguration();
            }
        }
    }

    /** The parts of an allocator are private to Spark, and have no other owner. */
    private static void stopApplicationMaster(Object masters) throws ReflectiveOperationException {
        Field current = field(masters, "master");
        Object master = current.get(masters);
        current.set(masters, null);
        Object allocator = master == null ? null : field(master, "allocator").get(master);
        if (allocator == null) {
            return;
        }
        call(allocator, "stop");
        call(field(allocator, "amClient").get(allocator), "stop");
        Object driver = field(allocator, "driverRef").get(allocator);
        Object rpc = driver == null ? null : field(driver, "nettyEnv").get(driver);
        if (rpc != null) {
            call(rpc, "shutdown");
            call(rpc, "awaitTermination");
        }
    }

    /** Scala puts the name of the class in front of those that its closures use. */
    private static Field field(Object owner, String name) throws NoSuchFieldException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) || field.getName().endsWith("$$" + name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
    }

    private static void call(@Nullable Object target, String name) throws ReflectiveOperationException {
        if (target != null) {
            Method method = target.getClass().getMethod(name);
            method.setAccessible(true);
            method.invoke(target);
        }
    }
}
