package io.github.emrharness.jvm.inprocess;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** What this JVM lets an agent do, obtained by attaching to itself. */
final class JvmAccess {

    private final Instrumentation instrumentation;
    private final MethodHandle defineClass;

    private JvmAccess(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        open(
                Set.of(
                        "java.base/java.lang",
                        "java.base/java.util.concurrent",
                        "java.logging/java.util.logging",
                        "java.sql/java.sql"),
                JvmAccess.class.getModule());
        try {
            defineClass = MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
                    .findVirtual(
                            ClassLoader.class,
                            "defineClass",
                            MethodType.methodType(
                                    Class.class,
                                    String.class,
                                    byte[].class,
                                    int.class,
                                    int.class,
                                    ProtectionDomain.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("ClassLoader.defineClass is not reachable in this JVM.", e);
        }
    }

    static JvmAccess attach() {
        try {
            return new JvmAccess(ByteBuddyAgent.install());
        } catch (IllegalStateException | LinkageError e) {
            throw new IllegalStateException(
                    "Programs cannot run in-process, since this JVM (" + System.getProperty("java.vm.name") + " "
                            + System.getProperty("java.version")
                            + ") does not let itself be instrumented: it may run with -XX:+DisableAttachMechanism, or"
                            + " its image may lack the jdk.attach module. Remove that option, or add the module, or"
                            + " start the JVM with -javaagent:byte-buddy-agent.jar, or choose Isolation.FORKED.",
                    e);
        }
    }

    void add(ClassFileTransformer transformer) {
        instrumentation.addTransformer(transformer);
    }

    void remove(ClassFileTransformer transformer) {
        instrumentation.removeTransformer(transformer);
    }

    /** Opens packages, given as {@code module/package}; those that this JVM does not have are left out. */
    void open(Collection<String> packages, Module target) {
        Map<Module, Map<String, Set<Module>>> opens = new HashMap<>();
        for (String each : packages) {
            int slash = each.indexOf('/');
            Optional<Module> module = ModuleLayer.boot().findModule(each.substring(0, slash));
            String name = each.substring(slash + 1);
            if (module.isPresent() && module.get().getPackages().contains(name)) {
                opens.computeIfAbsent(module.get(), any -> new HashMap<>()).put(name, Set.of(target));
            }
        }
        opens.forEach((module, names) ->
                instrumentation.redefineModule(module, Set.of(), Map.of(), names, Set.of(), Map.of()));
    }

    Class<?> define(@Nullable ClassLoader loader, String name, byte[] bytes) {
        try {
            return (Class<?>) defineClass.invoke(loader, name, bytes, 0, bytes.length, (ProtectionDomain) null);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot define " + name + " in " + loader + ".", e);
        }
    }
}
