package io.github.emrharness.s3.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets S3Mock see a checksum that a client sends as a header. Where {@code x-amz-sdk-checksum-algorithm} stands beside it,
 * S3Mock 5.2 looks for the checksum at the end of the body only. The AWS CLI and boto3 send both over plain HTTP, and get
 * no checksum back for a part of an upload, without which the upload cannot be completed.
 */
final class HeaderChecksums implements Filter {

    private static final String ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String CHECKSUM = "x-amz-checksum-";

    /** Of the same beginning, but no checksums. */
    private static final Set<String> OTHERS =
            Set.of("x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                request instanceof HttpServletRequest http && hasChecksum(http) ? new WithoutAlgorithm(http) : request,
                response);
    }

    private static boolean hasChecksum(HttpServletRequest request) {
        return request.getHeader(ALGORITHM) != null
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> name.startsWith(CHECKSUM) && !OTHERS.contains(name));
    }

    private static final class WithoutAlgorithm extends HttpServletRequestWrapper {

        WithoutAlgorithm(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return ALGORITHM.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return ALGORITHM.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !ALGORITHM.equalsIgnoreCase(name))
                    .toList();
            return Collections.enumeration(names);
        }
    }
}
