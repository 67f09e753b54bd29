package io.github.emrharness.spark.tools;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * What the sessions of Spark 4 keep for the jars and files that a job adds to them. The action that is to clean up after a
 * session refers to it, so that none is ever collected.
 *
 * @see <a href="https://issues.apache.org/jira/browse/SPARK-54753">SPARK-54753</a>
 */
final class SessionArtifacts {

    private static final String MANAGER = "org.apache.spark.sql.artifact.ArtifactManager$";
    private static final String CLEANERS = "jdk.internal.ref.";
    private static final Runnable NOTHING = () -> {};

    private SessionArtifacts() {}

    /** Lets go of the sessions of the process, all of which have ended. */
    static void forget() throws ReflectiveOperationException {
        Class<?> manager = JobLoaders.loaded(MANAGER);
        if (manager != null) {
            forgetActions(JobLoaders.getter(
                    manager.getField("MODULE$").get(null), "org$apache$spark$sql$artifact$ArtifactManager$$cleaner"));
            // Their directory has gone with the process: the next makes one of its own.
            Field known = accessible(manager.getDeclaredField("bitmap$0"));
            known.setBoolean(null, false);
        }
    }

    /** What they would delete has gone already: files of a SparkContext that has stopped, and temporary directories. */
    private static void forgetActions(Object cleaner) throws ReflectiveOperationException {
        Class<?> implementation = Class.forName(CLEANERS + "CleanerImpl");
        Method of = implementation.getDeclaredMethod("getCleanerImpl", cleaner.getClass());
        of.setAccessible(true);
        Object list = accessible(implementation.getDeclaredField("phantomCleanableList"))
                .get(of.invoke(null, cleaner));
        Field next = accessible(Class.forName(CLEANERS + "PhantomCleanable").getDeclaredField("next"));
        Class<?> withAction = Class.forName(CLEANERS + "CleanerImpl$PhantomCleanableRef");
        Field action = accessible(withAction.getDeclaredField("action"));
        synchronized (list) {
            for (Object each = next.get(list); each != list; each = next.get(each)) {
                if (withAction.isInstance(each)) {
                    action.set(each, NOTHING);
                }
            }
        }
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }
}
