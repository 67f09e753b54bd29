package io.github.emrharness.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamRolesTest {

    @ParameterizedTest
    @CsvSource({
        "EMR_DefaultRole, true, true",
        "'name+=,.@-', true, true",
        "not a name, false, false",
        "'', false, false",
        "arn:aws:iam::123456789012:role/EMR_DefaultRole, true, false",
        "arn:aws-cn:iam::123456789012:role/service-role/EMR_DefaultRole, true, false",
        "arn:aws:iam::123456789012:instance-profile/EMR_EC2_DefaultRole, false, true",
        "arn:aws:iam::123456789012:user/somebody, false, false"
    })
    void by_default_every_name_exists_that_iam_allows(String name, boolean role, boolean profile) {
        assertThat(IamRoles.any().hasRole(name)).isEqualTo(role);
        assertThat(IamRoles.any().hasInstanceProfile(name)).isEqualTo(profile);
    }

    @Test
    void names_have_a_length() {
        assertThat(IamRoles.any().hasRole("x".repeat(64))).isTrue();
        assertThat(IamRoles.any().hasRole("x".repeat(65))).isFalse();
        assertThat(IamRoles.any().hasInstanceProfile("x".repeat(128))).isTrue();
        assertThat(IamRoles.any().hasInstanceProfile("x".repeat(129))).isFalse();
    }

    @Test
    void a_test_may_say_which_exist() {
        IamRoles some = new IamRoles(Optional.of(Set.of("a", "b")), Set.of("b"));

        assertThat(some.hasRole("a")).isTrue();
        assertThat(some.hasRole("arn:aws:iam::123456789012:role/path/a")).isTrue();
        assertThat(some.hasRole("b")).isFalse();
        assertThat(some.hasInstanceProfile("c")).isFalse();
    }
}
