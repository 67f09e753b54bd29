package io.github.emrharness.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCallTest {

    @Test
    void a_container_s_command_is_taken_apart() throws Exception {
        JavaCall call = JavaCall.parse(
                List.of(
                        "-server",
                        "-Xmx1024m",
                        "-Da=b=c",
                        "-Dempty",
                        "-XX:OnOutOfMemoryError=kill %p",
                        "shop.Main",
                        "--arg",
                        "-Dx=y"),
                "/a.jar" + File.pathSeparator + File.pathSeparator + "/conf");

        assertThat(call.memory()).containsExactly("-Xmx1024m");
        assertThat(call.mainClass()).isEqualTo("shop.Main");
        assertThat(call.arguments()).containsExactly("--arg", "-Dx=y");
        assertThat(call.systemProperties())
                .containsEntry("a", "b=c")
                .containsEntry("empty", "")
                .hasSize(2);
        assertThat(call.classPath()).containsExactly(Path.of("/a.jar"), Path.of("/conf"));
    }

    @Test
    void an_option_wins_over_the_variable() throws Exception {
        assertThat(JavaCall.parse(List.of("-cp", "/b.jar", "shop.Main"), "/a.jar")
                        .classPath())
                .containsExactly(Path.of("/b.jar"));
    }

    @Test
    void a_call_without_a_main_class_is_refused() {
        assertThatThrownBy(() -> JavaCall.parse(List.of("-version"), null))
                .isInstanceOf(IOException.class)
                .hasMessage("java was called without a main class: -version");
    }
}
