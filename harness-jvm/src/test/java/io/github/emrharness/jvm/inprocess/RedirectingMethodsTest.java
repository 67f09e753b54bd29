package io.github.emrharness.jvm.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

class RedirectingMethodsTest {

    @Test
    void only_the_methods_with_something_to_redirect_are_taken_apart() throws IOException {
        RedirectingMethods methods = methodsOf(Calls.class);

        assertThat(methods.contains("exit", "()V")).isTrue();
        assertThat(methods.contains("print", "()V")).isTrue();
        assertThat(methods.contains("hooks", "()V")).isTrue();
        assertThat(methods.contains("nothing", "()Ljava/lang/String;")).isFalse();
    }

    @Test
    void a_class_with_a_reference_to_something_to_redirect_is_taken_apart_as_a_whole() throws IOException {
        assertThat(methodsOf(References.class).contains("nothing", "()V")).isTrue();
    }

    private static RedirectingMethods methodsOf(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            return new RedirectingMethods(new ClassReader(bytes), new ConstantPool(bytes));
        }
    }

    @SuppressWarnings("unused")
    private static final class Calls {

        private static final int SOMETHING = 1;

        static void exit() {
            System.exit(SOMETHING);
        }

        static void print() {
            System.out.println();
        }

        static void hooks() {
            Runtime.getRuntime().addShutdownHook(new Thread());
        }

        static String nothing() {
            return "System.exit".concat(String.valueOf(System.nanoTime()));
        }
    }

    @SuppressWarnings("unused")
    private static final class References {

        static final IntConsumer EXIT = System::exit;

        static void nothing() {}
    }
}
