package io.github.emrharness.jvm.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedirectionsTest {

    @Test
    void the_facade_has_every_overload_of_what_is_redirected() throws Exception {
        assertThat(missing(Redirections.STATIC_METHODS, true)).isEmpty();
        assertThat(missing(Redirections.METHODS, false)).isEmpty();
    }

    private static List<Method> missing(Map<String, Set<String>> redirected, boolean isStatic) throws Exception {
        List<Method> missing = new ArrayList<>();
        for (Map.Entry<String, Set<String>> entry : redirected.entrySet()) {
            Class<?> facade = Redirections.facadeOf(entry.getKey()).equals(Redirections.FACADE)
                    ? ProcessFacade.class
                    : FileFacade.class;
            Class<?> owner = Class.forName(entry.getKey().replace('/', '.'));
            for (String name : entry.getValue()) {
                List<Method> overloads = new ArrayList<>(List.of(owner.getMethods()));
                overloads.removeIf(method -> !method.getName().equals(name)
                        || method.getDeclaringClass() != owner
                        || Modifier.isStatic(method.getModifiers()) != isStatic);
                assertThat(overloads).describedAs(owner + "." + name).isNotEmpty();
                overloads.removeIf(overload -> facadeHas(facade, owner, overload, isStatic));
                missing.addAll(overloads);
            }
        }
        return missing;
    }

    private static boolean facadeHas(Class<?> facade, Class<?> owner, Method overload, boolean isStatic) {
        List<Class<?>> parameters = new ArrayList<>(List.of(overload.getParameterTypes()));
        if (!isStatic) {
            parameters.add(0, owner);
        }
        try {
            return facade.getMethod(overload.getName(), parameters.toArray(Class<?>[]::new))
                            .getReturnType()
                    == overload.getReturnType();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Test
    void a_class_without_such_calls_stays_as_it_is() throws Exception {
        try (var in = Object.class.getResourceAsStream("/java/util/ArrayList.class")) {
            assertThat(ClassRewriter.rewrite(in.readAllBytes())).isNull();
        }
    }
}
