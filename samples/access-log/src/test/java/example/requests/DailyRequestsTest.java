package example.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emrharness.Emr;
import io.github.emrharness.junit5.EmrTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmrTest(applications = "Hive")
class DailyRequestsTest {

    private static final Duration OFTEN = Duration.ofMillis(200);

    @BeforeEach
    void upload_the_script(Emr emr) {
        emr.s3().put("scripts/daily-requests.q", Path.of("src/main/hive/daily-requests.q"));
    }

    @Test
    void sums_up_the_days(Emr emr) {
        emr.s3().put("log/shop.log", Path.of("src/test/data/shop.log"));

        new DailyRequests(emr.bucket(), OFTEN).run(emr.clusterId());

        assertThat(emr.s3().text("daily/000000_0"))
                .isEqualTo(
                        """
                        2026-03-01,3,1,25910
                        2026-03-02,4,2,1216
                        2026-03-03,1,0,42
                        """);
    }

    @Test
    void a_script_that_fails_is_an_error_of_the_program(Emr emr) {
        emr.s3().put("scripts/daily-requests.q", "SELEC nonsense;");

        assertThatThrownBy(() -> new DailyRequests(emr.bucket(), OFTEN).run(emr.clusterId()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(" is FAILED: FAILED: ParseException line 1:0 cannot recognize input near 'SELEC'"
                        + " 'nonsense' '<EOF>'");
    }
}
