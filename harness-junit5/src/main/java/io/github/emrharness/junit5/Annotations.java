package io.github.emrharness.junit5;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds {@link EmrTest}, also as a meta-annotation and on superclasses. */
final class Annotations {

    private Annotations() {}

    /**
     * The annotation of the class itself, without those of the classes around it.
     *
     * @throws ExtensionConfigurationException if it comes from an interface
     */
    static Optional<EmrTest> onClass(Class<?> testClass) {
        Optional<EmrTest> found = AnnotationSupport.findAnnotation(testClass, EmrTest.class);
        if (found.isPresent() && !isOnClasses(testClass)) {
            throw new ExtensionConfigurationException("@EmrTest must stand on a class, but stands on interface ["
                    + interfaceOf(testClass).map(Class::getName).orElse("?") + "], which class [" + testClass.getName()
                    + "] implements. Put it on the class, or on an abstract class that test classes extend.");
        }
        return found;
    }

    /** Tells whether the test class of the context, or one of the classes around it, is annotated. */
    static boolean anywhere(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), EmrTest.class)
                || context.getEnclosingTestClasses().stream()
                        .anyMatch(type -> AnnotationSupport.isAnnotated(type, EmrTest.class));
    }

    /** The name of the test class, with those of the classes around it. */
    static String name(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        classes.add(context.getRequiredTestClass());
        return classes.stream().map(Class::getSimpleName).collect(Collectors.joining("."));
    }

    private static boolean isOnClasses(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
            for (Annotation annotation : type.getDeclaredAnnotations()) {
                if (annotation.annotationType().equals(EmrTest.class)
                        || AnnotationSupport.isAnnotated(annotation.annotationType(), EmrTest.class)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Class<?>> interfaceOf(Class<?> testClass) {
        return Stream.<Class<?>>iterate(testClass, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Stream.<Class<?>>of(type.getInterfaces()))
                .filter(type -> AnnotationSupport.isAnnotated(type, EmrTest.class))
                .findFirst();
    }
}
