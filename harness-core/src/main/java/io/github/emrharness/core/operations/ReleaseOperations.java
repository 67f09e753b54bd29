package io.github.emrharness.core.operations;

import io.github.emrharness.core.model.Release;
import io.github.emrharness.core.model.Releases;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelRequest;
import software.amazon.awssdk.services.emr.model.DescribeReleaseLabelResponse;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsRequest;
import software.amazon.awssdk.services.emr.model.ListReleaseLabelsResponse;
import software.amazon.awssdk.services.emr.model.OSRelease;
import software.amazon.awssdk.services.emr.model.ReleaseLabelFilter;
import software.amazon.awssdk.services.emr.model.SimplifiedApplication;

/** Telling which releases there are, and what they hold. */
final class ReleaseOperations {

    private final Releases releases;

    ReleaseOperations(Releases releases) {
        this.releases = releases;
    }

    void addTo(OperationTable table) {
        table.real(ListReleaseLabelsRequest.class, this::list);
        table.real(DescribeReleaseLabelRequest.class, this::describe);
    }

    ListReleaseLabelsResponse list(ListReleaseLabelsRequest request) {
        Constraints constraints = new Constraints();
        TokenPage.checkForm(request.maxResults(), constraints);
        constraints.check();
        ReleaseLabelFilter filters =
                request.filters() == null ? ReleaseLabelFilter.builder().build() : request.filters();
        Predicate<Release> application = applicationFilter(filters.application());
        String prefix = filters.prefix() == null ? "" : filters.prefix();
        List<String> labels = releases.all().stream()
                .filter(release -> release.label().startsWith(prefix))
                .filter(application)
                .map(Release::label)
                .toList();
        TokenPage<String> page =
                TokenPage.of(labels, "ListReleaseLabels " + filters, request.nextToken(), request.maxResults());
        return ListReleaseLabelsResponse.builder()
                .releaseLabels(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Understands a name such as {@code spark}, or one with an upstream version such as {@code spark@2.1.0}. */
    private static Predicate<Release> applicationFilter(@Nullable String filter) {
        if (filter == null) {
            return release -> true;
        }
        int at = filter.indexOf('@');
        String name = at < 0 ? filter : filter.substring(0, at);
        Optional<String> version = at < 0 ? Optional.empty() : Optional.of(filter.substring(at + 1));
        if (name.isEmpty() || version.filter(String::isEmpty).isPresent()) {
            throw EmrServiceException.invalidRequest(
                    null,
                    "The Application filter must be a name or name@version, such as spark@2.1.0; this one is '" + filter
                            + "'.");
        }
        return release -> release.application(name)
                .filter(application -> version.isEmpty() || version.equals(release.upstreamVersion(application)))
                .isPresent();
    }

    /** The label must be given, although the model does not require it. */
    DescribeReleaseLabelResponse describe(DescribeReleaseLabelRequest request) {
        Constraints constraints = new Constraints();
        TokenPage.checkForm(request.maxResults(), constraints);
        constraints.check();
        String label = request.releaseLabel();
        if (label == null) {
            throw EmrServiceException.invalidRequest(
                    null, "DescribeReleaseLabel needs a ReleaseLabel, such as emr-7.10.0.");
        }
        Release release = releases.find(label)
                .orElseThrow(() -> EmrServiceException.invalidRequest(
                        null, "The supplied release label is invalid: " + label + "."));
        List<SimplifiedApplication> applications = release.applications().stream()
                .map(name -> SimplifiedApplication.builder()
                        .name(name)
                        .version(release.upstreamVersion(name).orElse(null))
                        .build())
                .toList();
        TokenPage<SimplifiedApplication> page =
                TokenPage.of(applications, "DescribeReleaseLabel " + label, request.nextToken(), request.maxResults());
        return DescribeReleaseLabelResponse.builder()
                .releaseLabel(label)
                .applications(page.items())
                .nextToken(page.nextToken())
                .availableOSReleases(release.osReleases().stream()
                        .map(os -> OSRelease.builder().label(os).build())
                        .toList())
                .build();
    }
}
