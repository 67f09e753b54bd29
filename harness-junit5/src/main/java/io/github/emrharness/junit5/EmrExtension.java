package io.github.emrharness.junit5;

import io.github.emrharness.Emr;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What {@link EmrTest @EmrTest} does, also for {@code @RegisterExtension}:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmrExtension EMR = EmrExtension.builder().releaseLabel("emr-7.9.0").stepConcurrency(4).build();
 * }</pre>
 *
 * <p>In an instance field it belongs to each test: whatever the sharing is, every test has a cluster of its own.
 *
 * <p>The extension holds no state; everything is in JUnit's stores.
 */
public final class EmrExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private final @Nullable Map<String, List<String>> built;

    /** For {@code @ExtendWith}: takes the settings of {@link EmrTest}, or else the defaults. */
    public EmrExtension() {
        this(null);
    }

    private EmrExtension(@Nullable Map<String, List<String>> built) {
        this.built = built == null ? null : Map.copyOf(built);
    }

    /** Begins an extension with settings in code; those that are not set are as with {@link EmrTest}. */
    public static EmrExtensionBuilder builder() {
        return new EmrExtensionBuilder();
    }

    static EmrExtension of(Map<String, List<String>> settings) {
        return new EmrExtension(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (Scopes.classScope(context).isEmpty()) {
            open(context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(Aws.class)
                || parameter.getParameter().getType().equals(Emr.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type.equals(Emr.class)) {
            return emr(parameter, context);
        }
        return scope(context)
                .clients()
                .get(type)
                .orElseThrow(() ->
                        new ParameterResolutionException(describe(parameter) + ", annotated with @Aws, must be of type "
                                + SdkClients.TYPES + ", but was [" + type.getName() + "]."));
    }

    /** A test's own cluster may be injected into the constructor of its instance. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw Failures.explain(context, failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw Failures.explain(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw Failures.explain(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw Failures.explain(context, failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw Failures.explain(context, failure);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Failures.keepAlways(context);
    }

    private Emr emr(ParameterContext parameter, ExtensionContext context) {
        ClassScope scope = scope(context);
        if (scope.config().sharing() == Sharing.PER_CLASS) {
            return scope.emr();
        }
        if (context.getTestMethod().isEmpty()) {
            String cause = context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS
                    ? "a class whose instance all tests share"
                    : "a lifecycle method that runs once for all tests";
            throw new ParameterResolutionException(describe(parameter) + " cannot be given to " + cause
                    + " when every test has a cluster of its own (sharing is PER_METHOD). Take it as a parameter of the"
                    + " test or of a @BeforeEach method, or set sharing to PER_CLASS.");
        }
        return Scopes.methodEmr(
                context, () -> scope.emrOf(context.getRequiredTestMethod().getName()));
    }

    /** What the builder was told; nothing if there was none. */
    AskedSettings asked(Class<?> testClass) {
        return AskedSettings.of(built != null ? built : Map.of(), testClass);
    }

    private static String describe(ParameterContext parameter) {
        return "Parameter [" + parameter.getParameter() + "] of ["
                + parameter.getDeclaringExecutable().toGenericString() + "]";
    }

    private ClassScope scope(ExtensionContext context) {
        return Scopes.classScope(context).orElseGet(() -> open(context));
    }

    /** Opens the scope of the class, or takes that of the class around it. */
    private ClassScope open(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        Optional<EmrTest> annotation = Annotations.onClass(testClass);
        Optional<ClassScope> enclosing = Scopes.classScope(context);
        if (built != null && Annotations.anywhere(context)) {
            throw new ExtensionConfigurationException(
                    "Class [" + testClass.getName()
                            + "] has both @EmrTest and an EmrExtension.builder() in a @RegisterExtension field. Keep one of them.");
        }
        if (enclosing.isPresent() && enclosing.get().isOf(context)) {
            return enclosing.get().openedBy(this);
        }
        if (annotation.isEmpty() && enclosing.isPresent()) {
            return enclosing.get();
        }
        AskedSettings asked =
                annotation.map(found -> AskedSettings.of(found, testClass)).orElseGet(() -> asked(testClass));
        EmrTestConfig config = new SettingsReader(asked, context::getConfigurationParameter).read();
        ClassScope scope = ClassScope.open(
                new ClassScope.Owner(asked.subject(), Annotations.name(context), context.getUniqueId(), this),
                config,
                Scopes.harness(context, config.harness()),
                Scopes.sdkSettings(context),
                enclosing);
        Scopes.keep(context, scope);
        return scope;
    }
}
