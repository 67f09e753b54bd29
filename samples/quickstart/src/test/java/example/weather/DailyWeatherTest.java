package example.weather;

import static io.github.emrharness.assertj.EmrAssertions.assertThat;
import static io.github.emrharness.assertj.EmrAssertions.row;

import io.github.emrharness.Emr;
import io.github.emrharness.StepHandle;
import io.github.emrharness.StepSpec;
import io.github.emrharness.junit5.EmrTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmrTest
class DailyWeatherTest {

    @BeforeAll
    static void seed(Emr emr) {
        emr.s3().put("input/seattle-weather.csv", Path.of("src/test/data/seattle-weather.csv"));
    }

    @Test
    void sums_up_the_years(Emr emr) {
        StepHandle step = emr.submit(StepSpec.spark(DailyWeather.class).args("s3://{bucket}/input/", "s3://{bucket}/output/"));

        assertThat(step).completes().stdout().contains("Summed up 4 years");
        assertThat(emr.s3().prefix("output/daily/")).hasSuccessMarker();
        assertThat(emr.dataset("output/daily/").parquet()).hasRowCount(1461);
        assertThat(emr.dataset("output/yearly/").csv().header().option("inferSchema", "true"))
                .hasColumns("year", "days", "wet_days", "precipitation", "warmest", "coldest")
                .containsExactlyInAnyOrder(
                        row(2012, 366, 177, 1226.0, 34.4, -3.3),
                        row(2013, 365, 152, 828.0, 33.9, -7.1),
                        row(2014, 365, 150, 1232.8, 35.6, -6.0),
                        row(2015, 365, 144, 1139.2, 35.0, -3.8));
    }

    @Test
    void ends_with_exit_code_2_without_its_arguments(Emr emr) {
        StepHandle step = emr.submit(StepSpec.spark(DailyWeather.class).name("DailyWeather without arguments"));

        assertThat(step).fails().hasExitCode(2).stderr().contains("Usage: DailyWeather <input> <output>");
    }

    /** Shows what has happened on the console: a test of your own does not need this. */
    @AfterAll
    static void show(Emr emr) {
        Console.print(emr.cluster());
        Console.print(emr.dataset("output/yearly/").csv().header());
    }
}
