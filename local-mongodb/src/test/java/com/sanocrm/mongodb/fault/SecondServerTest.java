package com.sanocrm.mongodb.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondServerTest {
    @TempDir private Path directory;

    @Test
    void itIsRefusedInOneLineAndTheFirstGoesOn() {
        Load load = new Load(1);
        try (ServerProcess first = ServerProcess.start(directory, Map.of())) {
            Load.prepare(first.uri());

            try (ServerProcess second = ServerProcess.start(directory, Map.of())) {
                assertThat(second.isReady()).isFalse();
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors().lines())
                        .singleElement()
                        .asString()
                        .contains(directory.toString(), "in use by another server");
            }

            load.write(first.uri(), 100);
            assertThat(load.check(first.uri())).isEmpty();
        }
    }
}
