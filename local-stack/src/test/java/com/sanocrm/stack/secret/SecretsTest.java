package com.sanocrm.stack.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir private Path root;
    private Home home;

    @BeforeEach
    void create() throws IOException {
        home = new Home(root, root.resolve(".sano"));
        home.create();
    }

    @Test
    void onlyTheOwnerReadsAnyFileOfAFirstStart() throws IOException {
        Secrets.loadOrCreate(home);

        try (var files = Files.walk(home.directory())) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void everyKeysetOfTheServicesIsThereAndMessagingAndConsentShareOne() throws IOException {
        Secrets.loadOrCreate(home);

        assertThat(Keysets.expected()).allMatch(file -> Files.exists(home.keys().resolve(file)));
        assertThat(home.keys().resolve("messaging/unsubscribe.json"))
                .hasSameTextualContentAs(home.keys().resolve("consent/unsubscribe.json"));
        assertThat(home.keys().resolve("messaging/kek.json"))
                .content()
                .isNotEqualTo(Files.readString(home.keys().resolve("consent/kek.json")));
    }

    @Test
    void theNextStartFindsTheSameSecretsAndNoTwoAreEqual() throws IOException {
        Secrets first = Secrets.loadOrCreate(home);

        assertThat(Secrets.loadOrCreate(home)).isEqualTo(first);
        List<String> all =
                Stream.of(first.kafka(), first.keycloak(), first.people())
                        .flatMap(secrets -> secrets.values().stream())
                        .toList();
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
    }

    @Test
    void aFirstStartThatWasInterruptedBeforeAnyDataIsDoneAnew() throws IOException {
        Keysets.create(home.keys());

        assertThat(Secrets.loadOrCreate(home).people()).isNotEmpty();
    }

    @Test
    void halfAHomeIsSaidWithWhatToDo() throws IOException {
        Secrets.loadOrCreate(home);
        Files.delete(home.keys().resolve("audit/checkpoint.json"));
        assertComplaint("checkpoint.json is missing");

        Files.writeString(home.keys().resolve("audit/checkpoint.json"), "{}");
        Files.writeString(home.secrets(), "{\"kafka\":");
        assertComplaint("secrets.json is not readable");

        Files.delete(home.secrets());
        Files.createDirectories(home.data("kafka"));
        assertComplaint("no secrets.json");
    }

    private void assertComplaint(String reason) {
        assertThatThrownBy(() -> Secrets.loadOrCreate(home))
                .isInstanceOfSatisfying(
                        Complaint.class,
                        complaint -> {
                            assertThat(complaint.whatIsWrong()).contains(reason);
                            assertThat(complaint.advice()).contains("./sano reset");
                        });
    }

    @Test
    void nothingPrintsASecret() throws IOException {
        Secrets secrets = Secrets.loadOrCreate(home);

        assertThat(secrets.toString()).doesNotContain(Set.copyOf(secrets.kafka().values()));
    }
}
