package io.github.emrharness.core.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of a security configuration. What would only matter to machines of AWS (keys, certificates, KDCs) is kept
 * as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html">Create a
 *     security configuration</a>
 */
final class SecurityConfigurationDocument {

    private static final String ENCRYPTION = "EncryptionConfiguration";
    private static final String AUTHENTICATION = "AuthenticationConfiguration";
    private static final String AUTHORIZATION = "AuthorizationConfiguration";
    private static final String METADATA_SERVICE = "InstanceMetadataServiceConfiguration";
    private static final Set<String> MEMBERS = Set.of(ENCRYPTION, AUTHENTICATION, AUTHORIZATION, METADATA_SERVICE);

    private static final String IN_TRANSIT = "InTransitEncryptionConfiguration";
    private static final String AT_REST = "AtRestEncryptionConfiguration";
    private static final Set<String> AT_REST_MEMBERS =
            Set.of("S3EncryptionConfiguration", "LocalDiskEncryptionConfiguration", "EMRWALEncryptionConfiguration");

    private static final String IAM = "IAMConfiguration";
    private static final String APPLICATION_SCOPED_ROLE = "ApplicationScopedIAMRoleConfiguration";

    private final String text;
    private final Map<?, ?> members;

    private SecurityConfigurationDocument(String text, Map<?, ?> members) {
        this.text = text;
        this.members = members;
    }

    /**
     * Reads and checks a text.
     *
     * @throws EmrServiceException {@code InvalidRequestException}, if it is not JSON or not a security configuration
     */
    static SecurityConfigurationDocument parse(String text) {
        Object root;
        try {
            root = JsonTree.parse(text);
        } catch (JsonProcessingException e) {
            throw invalid("it is not well-formed JSON: " + e.getOriginalMessage());
        }
        if (!(root instanceof Map<?, ?> members)) {
            throw invalid("it is not a JSON object");
        }
        if (members.isEmpty()) {
            throw invalid("it has none of the members " + sorted(MEMBERS));
        }
        requireKnown(members, MEMBERS);
        members.keySet().forEach(name -> object(members, (String) name));
        SecurityConfigurationDocument document = new SecurityConfigurationDocument(text, members);
        object(members, ENCRYPTION).ifPresent(SecurityConfigurationDocument::checkEncryption);
        document.iam().ifPresent(iam -> flag(iam, "EnableApplicationScopedIAMRole"));
        return document;
    }

    private static void checkEncryption(Map<?, ?> encryption) {
        Optional<Map<?, ?>> atRest = object(encryption, AT_REST);
        Optional<Map<?, ?>> inTransit = object(encryption, IN_TRANSIT);
        atRest.ifPresent(members -> requireKnown(members, AT_REST_MEMBERS));
        if (requiredFlag(encryption, "EnableAtRestEncryption") && atRest.isEmpty()) {
            throw invalid("EnableAtRestEncryption is true, but there is no " + AT_REST);
        }
        if (requiredFlag(encryption, "EnableInTransitEncryption") && inTransit.isEmpty()) {
            throw invalid("EnableInTransitEncryption is true, but there is no " + IN_TRANSIT);
        }
    }

    /** Tells whether {@code EnableApplicationScopedIAMRole} is true. */
    boolean hasRuntimeRoles() {
        return iam().map(iam -> flag(iam, "EnableApplicationScopedIAMRole")).orElse(false);
    }

    boolean hasKerberos() {
        return object(members, AUTHENTICATION)
                .flatMap(authentication -> object(authentication, "KerberosConfiguration"))
                .isPresent();
    }

    /** The text as EMR tells it again: as it was given, save that runtime roles get an {@code ExternalId} by EMR. */
    String told(String externalId) {
        if (!hasRuntimeRoles()) {
            return text;
        }
        Map<Object, @Nullable Object> role = new LinkedHashMap<>();
        iam().flatMap(iam -> object(iam, APPLICATION_SCOPED_ROLE)).ifPresent(role::putAll);
        role.putIfAbsent("ExternalId", externalId);
        Map<Object, @Nullable Object> iam = new LinkedHashMap<>(iam().orElseThrow());
        iam.put(APPLICATION_SCOPED_ROLE, role);
        Map<Object, @Nullable Object> authorization =
                new LinkedHashMap<>(object(members, AUTHORIZATION).orElseThrow());
        authorization.put(IAM, iam);
        Map<Object, @Nullable Object> root = new LinkedHashMap<>(members);
        root.put(AUTHORIZATION, authorization);
        return JsonTree.write(root);
    }

    private Optional<Map<?, ?>> iam() {
        return object(members, AUTHORIZATION).flatMap(authorization -> object(authorization, IAM));
    }

    private static void requireKnown(Map<?, ?> members, Set<String> known) {
        List<String> unknown = members.keySet().stream()
                .map(String.class::cast)
                .filter(name -> !known.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            // The words of EMR, as quoted in pull request 23 of awsdocs/amazon-emr-management-guide.
            throw EmrServiceException.invalidRequest(
                    null, "Invalid security configuration; object has invalid properties: " + unknown + ".");
        }
    }

    private static Optional<Map<?, ?>> object(Map<?, ?> members, String name) {
        Object value = members.get(name);
        if (value == null && !members.containsKey(name)) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> object) {
            return Optional.of(object);
        }
        throw invalid(name + " is not a JSON object");
    }

    private static boolean requiredFlag(Map<?, ?> members, String name) {
        if (!members.containsKey(name)) {
            throw invalid(ENCRYPTION + " lacks " + name + ", which must be true or false");
        }
        return flag(members, name);
    }

    private static boolean flag(Map<?, ?> members, String name) {
        if (!members.containsKey(name)) {
            return false;
        }
        if (members.get(name) instanceof Boolean value) {
            return value;
        }
        throw invalid(name + " is " + JsonTree.write(members.get(name)) + ", but must be true or false");
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static EmrServiceException invalid(String why) {
        return EmrServiceException.invalidRequest(null, "Invalid security configuration; " + why + ".");
    }
}
