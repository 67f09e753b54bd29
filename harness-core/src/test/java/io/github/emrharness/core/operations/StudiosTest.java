package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emrharness.core.lifecycle.ManualHarnessClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.emr.model.AddTagsRequest;
import software.amazon.awssdk.services.emr.model.AuthMode;
import software.amazon.awssdk.services.emr.model.CreateStudioRequest;
import software.amazon.awssdk.services.emr.model.CreateStudioResponse;
import software.amazon.awssdk.services.emr.model.CreateStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioRequest;
import software.amazon.awssdk.services.emr.model.DeleteStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.DescribeStudioRequest;
import software.amazon.awssdk.services.emr.model.DescribeStudioResponse;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingRequest;
import software.amazon.awssdk.services.emr.model.GetStudioSessionMappingResponse;
import software.amazon.awssdk.services.emr.model.IdentityType;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsRequest;
import software.amazon.awssdk.services.emr.model.ListStudioSessionMappingsResponse;
import software.amazon.awssdk.services.emr.model.ListStudiosRequest;
import software.amazon.awssdk.services.emr.model.ListStudiosResponse;
import software.amazon.awssdk.services.emr.model.RemoveTagsRequest;
import software.amazon.awssdk.services.emr.model.SessionMappingDetail;
import software.amazon.awssdk.services.emr.model.SessionMappingSummary;
import software.amazon.awssdk.services.emr.model.Studio;
import software.amazon.awssdk.services.emr.model.StudioSummary;
import software.amazon.awssdk.services.emr.model.Tag;
import software.amazon.awssdk.services.emr.model.UpdateStudioRequest;
import software.amazon.awssdk.services.emr.model.UpdateStudioSessionMappingRequest;

class StudiosTest {

    private static final String A = "InvalidRequestException";
    private static final String B = "ValidationException";
    private static final String NO_STUDIO = "Studio does not exist.";
    private static final String NO_MAPPING = "Studio session mapping does not exist.";
    private static final String POLICY = "arn:aws:iam::123456789012:policy/session";

    private final ManualHarnessClock clock = new ManualHarnessClock(Instant.parse("2026-11-22T12:00:00Z"));
    private EmrFixture emr;

    @BeforeEach
    void start(@TempDir Path directory) {
        emr = new EmrFixture(directory, settings -> settings.clock(clock).region("eu-central-1"));
    }

    @AfterEach
    void stop() {
        emr.close();
    }

    @Test
    void a_studio_is_told_as_it_was_asked_for() {
        CreateStudioResponse created = create(studio().description("for analysts")
                .userRole("StudioUser")
                .tags(Tag.builder().key("team").value("data").build()));

        String id = created.studioId();
        assertThat(id).matches("es-[0-9A-Z]{25}");
        assertThat(created.url()).isEqualTo("https://" + id + ".emrstudio-prod.eu-central-1.amazonaws.com");
        assertThat(describe(id))
                .isEqualTo(Studio.builder()
                        .studioId(id)
                        .studioArn("arn:aws:elasticmapreduce:eu-central-1:123456789012:studio/" + id)
                        .name("studio")
                        .description("for analysts")
                        .authMode(AuthMode.SSO)
                        .vpcId("vpc-1")
                        .subnetIds("subnet-1", "subnet-2")
                        .serviceRole("StudioService")
                        .userRole("StudioUser")
                        .workspaceSecurityGroupId("sg-1")
                        .engineSecurityGroupId("sg-2")
                        .url(created.url())
                        .creationTime(clock.now())
                        .defaultS3Location("s3://bucket/studio")
                        .tags(Tag.builder().key("team").value("data").build())
                        .build());
    }

    @Test
    void what_a_studio_needs_is_asked_for_all_at_once() {
        emr.assertRefused(
                CreateStudioRequest.builder().authMode("LDAP").build(),
                B,
                "8 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be"
                        + " null; Value 'LDAP' at 'authMode' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: [IAM, SSO]; Value null at 'vpcId' failed to satisfy constraint: Member must not"
                        + " be null; Value null at 'subnetIds' failed to satisfy constraint: Member must not be null;"
                        + " Value null at 'serviceRole' failed to satisfy constraint: Member must not be null; Value"
                        + " null at 'workspaceSecurityGroupId' failed to satisfy constraint: Member must not be null;"
                        + " Value null at 'engineSecurityGroupId' failed to satisfy constraint: Member must not be"
                        + " null; Value null at 'defaultS3Location' failed to satisfy constraint: Member must not be"
                        + " null");
        emr.assertRefused(
                studio().subnetIds("1", "2", "3", "4", "5", "6").build(),
                A,
                "A Studio has 1 to 5 subnets; this request names 6.");
        emr.assertRefused(
                studio().defaultS3Location("/tmp").build(),
                A,
                "The DefaultS3Location '/tmp' is not an address in S3. It must have the form s3://bucket/prefix.");
        emr.assertRefused(
                studio().tags(Tag.builder().key("").value("x").build()).build(),
                A,
                "Invalid tag key: ''. Tag keys must be between 1 and 128 characters in length.");
        assertThat(list(null).studios()).isEmpty();
    }

    @Test
    void an_update_changes_what_is_given() {
        String id = create(studio().description("old")).studioId();
        update(UpdateStudioRequest.builder()
                .studioId(id)
                .name("new name")
                .subnetIds("subnet-3", "subnet-2", "subnet-1"));

        assertThat(describe(id).name()).isEqualTo("new name");
        assertThat(describe(id).description()).isEqualTo("old");
        assertThat(describe(id).subnetIds()).containsExactly("subnet-3", "subnet-2", "subnet-1");

        update(UpdateStudioRequest.builder()
                .studioId(id)
                .description("new")
                .defaultS3Location("s3://other/")
                .encryptionKeyArn("arn:aws:kms:eu-central-1:123456789012:key/1"));

        assertThat(describe(id).name()).isEqualTo("new name");
        assertThat(describe(id).description()).isEqualTo("new");
        assertThat(describe(id).defaultS3Location()).isEqualTo("s3://other/");
        assertThat(describe(id).encryptionKeyArn()).endsWith("key/1");
    }

    @Test
    void an_update_takes_no_subnets_away() {
        String id = create(studio()).studioId();
        emr.assertRefused(
                UpdateStudioRequest.builder()
                        .studioId(id)
                        .name("x")
                        .subnetIds("subnet-2")
                        .build(),
                A,
                "The subnets of a Studio cannot be taken away from it; SubnetIds lacks [subnet-1].");
        assertThat(describe(id).name()).isEqualTo("studio");
    }

    @Test
    void an_unknown_studio_does_not_exist() {
        String id = "es-NONE";
        emr.assertRefused(DescribeStudioRequest.builder().studioId(id).build(), A, NO_STUDIO);
        emr.assertRefused(UpdateStudioRequest.builder().studioId(id).build(), A, NO_STUDIO);
        emr.assertRefused(DeleteStudioRequest.builder().studioId(id).build(), A, NO_STUDIO);
        emr.assertRefused(mapping(id).identityName("ann").build(), A, NO_STUDIO);
        emr.assertRefused(
                ListStudioSessionMappingsRequest.builder().studioId(id).build(), A, NO_STUDIO);
        emr.assertRefused(
                GetStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.USER)
                        .identityName("ann")
                        .build(),
                A,
                NO_STUDIO);
    }

    @Test
    void studios_are_listed_newest_first_in_pages_of_50() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            ids.add(0, create(studio()).studioId());
        }

        ListStudiosResponse first = list(null);
        ListStudiosResponse second = list(first.marker());

        assertThat(first.studios()).hasSize(50);
        assertThat(second.marker()).isNull();
        List<StudioSummary> all = new ArrayList<>(first.studios());
        all.addAll(second.studios());
        assertThat(all).extracting(StudioSummary::studioId).containsExactlyElementsOf(ids);
        assertThat(all.get(0))
                .isEqualTo(StudioSummary.builder()
                        .studioId(ids.get(0))
                        .name("studio")
                        .vpcId("vpc-1")
                        .url(describe(ids.get(0)).url())
                        .authMode(AuthMode.SSO)
                        .creationTime(clock.now())
                        .build());
    }

    @Test
    void tags_of_a_studio_change() {
        String id =
                create(studio().tags(Tag.builder().key("a").value("1").build())).studioId();
        emr.service()
                .execute(AddTagsRequest.builder()
                        .resourceId(id)
                        .tags(
                                Tag.builder().key("a").value("2").build(),
                                Tag.builder().key("b").build())
                        .build());
        assertThat(describe(id).tags())
                .containsExactly(
                        Tag.builder().key("a").value("2").build(),
                        Tag.builder().key("b").value("").build());

        emr.service()
                .execute(RemoveTagsRequest.builder()
                        .resourceId(id)
                        .tagKeys("a", "c")
                        .build());
        assertThat(describe(id).tags())
                .containsExactly(Tag.builder().key("b").value("").build());
    }

    @Test
    void a_mapping_is_found_by_what_it_was_made_with() {
        String id = create(studio()).studioId();
        Instant made = clock.now();
        emr.service().execute(mapping(id).identityName("ann").build());
        emr.service()
                .execute(mapping(id)
                        .identityId("guid")
                        .identityType(IdentityType.GROUP)
                        .build());
        clock.advance(Duration.ofMinutes(1));
        emr.service()
                .execute(UpdateStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.USER)
                        .identityName("ann")
                        .sessionPolicyArn(POLICY + "2")
                        .build());

        assertThat(get(id, "ann"))
                .isEqualTo(SessionMappingDetail.builder()
                        .studioId(id)
                        .identityName("ann")
                        .identityType(IdentityType.USER)
                        .sessionPolicyArn(POLICY + "2")
                        .creationTime(made)
                        .lastModifiedTime(clock.now())
                        .build());
        assertThat(mappings(ListStudioSessionMappingsRequest.builder().studioId(id)))
                .extracting(SessionMappingSummary::identityType)
                .containsExactly(IdentityType.GROUP, IdentityType.USER);
        assertThat(mappings(ListStudioSessionMappingsRequest.builder().identityType(IdentityType.GROUP)))
                .containsExactly(SessionMappingSummary.builder()
                        .studioId(id)
                        .identityId("guid")
                        .identityType(IdentityType.GROUP)
                        .sessionPolicyArn(POLICY)
                        .creationTime(made)
                        .build());
    }

    @Test
    void a_mapping_is_made_once_and_for_one_identity() {
        String id = create(studio()).studioId();
        emr.service().execute(mapping(id).identityName("ann").build());

        emr.assertRefused(mapping(id).identityName("ann").build(), A, "Studio session mapping already exists.");
        String which = "Either IdentityName or IdentityId must be specified, but not both.";
        emr.assertRefused(mapping(id).build(), A, which);
        emr.assertRefused(mapping(id).identityName("ann").identityId("guid").build(), A, which);
        emr.assertRefused(
                mapping(id).identityName("bob").sessionPolicyArn(null).build(),
                B,
                "1 validation error detected: Value null at 'sessionPolicyArn' failed to satisfy constraint: Member"
                        + " must not be null");
        emr.assertRefused(
                mapping(id).identityName("bob").identityType("ROBOT").build(),
                B,
                "1 validation error detected: Value 'ROBOT' at 'identityType' failed to satisfy constraint: Member"
                        + " must satisfy enum value set: [GROUP, USER]");
    }

    @Test
    void mappings_go_one_by_one_or_with_their_studio() {
        String id = create(studio()).studioId();
        String other = create(studio()).studioId();
        emr.service().execute(mapping(id).identityName("ann").build());
        emr.service().execute(mapping(id).identityName("bob").build());
        emr.service().execute(mapping(other).identityName("ann").build());

        DeleteStudioSessionMappingRequest deleteAnn = DeleteStudioSessionMappingRequest.builder()
                .studioId(id)
                .identityType(IdentityType.USER)
                .identityName("ann")
                .build();
        emr.service().execute(deleteAnn);
        emr.assertRefused(deleteAnn, A, NO_MAPPING);
        emr.assertRefused(
                GetStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.GROUP)
                        .identityName("bob")
                        .build(),
                A,
                NO_MAPPING);
        emr.assertRefused(
                UpdateStudioSessionMappingRequest.builder()
                        .studioId(id)
                        .identityType(IdentityType.USER)
                        .identityName("ann")
                        .sessionPolicyArn(POLICY)
                        .build(),
                A,
                NO_MAPPING);

        emr.service().execute(DeleteStudioRequest.builder().studioId(id).build());
        assertThat(mappings(ListStudioSessionMappingsRequest.builder()))
                .extracting(SessionMappingSummary::studioId)
                .containsExactly(other);
    }

    private static CreateStudioRequest.Builder studio() {
        return CreateStudioRequest.builder()
                .name("studio")
                .authMode(AuthMode.SSO)
                .vpcId("vpc-1")
                .subnetIds("subnet-1", "subnet-2")
                .serviceRole("StudioService")
                .workspaceSecurityGroupId("sg-1")
                .engineSecurityGroupId("sg-2")
                .defaultS3Location("s3://bucket/studio");
    }

    private static CreateStudioSessionMappingRequest.Builder mapping(String studioId) {
        return CreateStudioSessionMappingRequest.builder()
                .studioId(studioId)
                .identityType(IdentityType.USER)
                .sessionPolicyArn(POLICY);
    }

    private CreateStudioResponse create(CreateStudioRequest.Builder request) {
        return emr.call(request.build(), CreateStudioResponse.class);
    }

    private void update(UpdateStudioRequest.Builder request) {
        emr.service().execute(request.build());
    }

    private Studio describe(String id) {
        return emr.call(DescribeStudioRequest.builder().studioId(id).build(), DescribeStudioResponse.class)
                .studio();
    }

    private ListStudiosResponse list(String marker) {
        return emr.call(ListStudiosRequest.builder().marker(marker).build(), ListStudiosResponse.class);
    }

    private SessionMappingDetail get(String studioId, String userName) {
        return emr.call(
                        GetStudioSessionMappingRequest.builder()
                                .studioId(studioId)
                                .identityType(IdentityType.USER)
                                .identityName(userName)
                                .build(),
                        GetStudioSessionMappingResponse.class)
                .sessionMapping();
    }

    private List<SessionMappingSummary> mappings(ListStudioSessionMappingsRequest.Builder request) {
        return emr.call(request.build(), ListStudioSessionMappingsResponse.class)
                .sessionMappings();
    }
}
