package io.github.emrharness.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a client of the AWS SDK that is connected to the harness, as a parameter of a test, of a lifecycle method or of
 * the constructor of a class with {@link EmrTest}.
 *
 * <p>The types are {@code EmrClient}, {@code EmrAsyncClient} and, if the SDK's {@code s3} artefact is on the class path,
 * {@code S3Client}. There is one client of each type for a test class; it is closed when the class ends.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Aws {}
