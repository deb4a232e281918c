package com.sanocrm.stack.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.place.Service;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml says the same as the local stack, where each of it is said once. */
class ComposeTest {
    private static final Path ROOT = Path.of("..");
    private static final Ports PORTS = new Ports(0);

    /** What only the local stack's processes are told by their launcher. */
    private static final String TOLD_BY_THE_IMAGE = "SANO_INSTANCE";

    @Test
    void everyVariableThatAServiceNeedsIsSetAndNoOther() throws IOException {
        for (Service service : Service.values()) {
            Set<String> needed = new TreeSet<>(local(service).keySet());
            needed.remove(TOLD_BY_THE_IMAGE);
            needed.add("SANO_TOKEN_JWKS");

            assertThat(environment(service.module()).keySet())
                    .as(service.module())
                    .containsExactlyInAnyOrderElementsOf(needed);
        }
        assertThat(Files.readString(ROOT.resolve("Dockerfile"))).contains(TOLD_BY_THE_IMAGE);
    }

    @Test
    void portsIssuerDatabasesAndPrincipalsAgree() throws IOException {
        for (Service service : Service.values()) {
            Map<String, String> there = environment(service.module());
            Map<String, String> here = local(service);

            for (String same :
                    List.of(
                            "SANO_HTTP_PORT",
                            "SANO_MANAGEMENT_PORT",
                            "SANO_PUBLIC_URL",
                            "SANO_TOKEN_ISSUER",
                            "SANO_KAFKA_SECURITY")) {
                assertThat(there.get(same)).as(service + " " + same).isEqualTo(here.get(same));
            }
            assertThat(there.get("SANO_KAFKA_PASSWORD"))
                    .isEqualTo(
                            "${KAFKA_%s_PASSWORD:?}"
                                    .formatted(upper(service.principal().wireName())));
            if (service.hasStore()) {
                assertThat(there.get("SANO_MONGODB_URI"))
                        .startsWith("mongodb://%s:".formatted(service.shortName()))
                        .contains("@mongodb:27017/%s?".formatted(service.shortName()))
                        .contains("replicaSet=rs0");
                assertThat(there.get("SANO_KEYS")).isEqualTo("/keys/" + service.shortName());
            }
        }
    }

    @Test
    void theGatewayFindsEachServiceWhereItListens() throws IOException {
        Map<String, String> gateway = environment(Service.GATEWAY.module());

        for (Service service : Service.values()) {
            if (service.hasStore()) {
                assertThat(gateway)
                        .containsEntry(
                                "SANO_%s_URL".formatted(upper(service.shortName())),
                                "http://%s:%d".formatted(service.module(), PORTS.http(service, 1)));
            }
        }
    }

    @Test
    void everyPrincipalAndEveryDatabaseUserIsSetUp() throws IOException {
        Set<String> principals =
                Arrays.stream(Principal.values())
                        .map(
                                principal ->
                                        "KAFKA_%s_PASSWORD".formatted(upper(principal.wireName())))
                        .collect(Collectors.toCollection(TreeSet::new));
        principals.add("KAFKA_OPERATOR_PASSWORD");
        principals.add("KAFKA_ADMIN_PASSWORD");

        Set<String> given = new TreeSet<>(environment("kafka-set-up").keySet());
        given.remove("SANO_KAFKA_BOOTSTRAP");
        assertThat(given).isEqualTo(principals);
        String script = Files.readString(ROOT.resolve("deploy/compose/mongodb.sh"));
        for (Service service : Service.values()) {
            if (service.hasStore()) {
                assertThat(environment("mongodb-set-up"))
                        .containsKey("MONGODB_%s_PASSWORD".formatted(upper(service.shortName())));
                assertThat(script).contains("'" + service.shortName() + "'");
            }
        }
    }

    @Test
    void everySecretIsAskedForAndMadeByTheScriptAndNoneIsWritten() throws IOException {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        String script = Files.readString(ROOT.resolve("deploy/compose/secrets.sh"));
        Set<String> asked =
                Pattern.compile("\\$\\{([A-Z_]+)_PASSWORD:\\?")
                        .matcher(compose)
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty();
        for (String name : asked) {
            assertThat(script).containsPattern("\\b" + name + "\\b");
        }
        assertThat(compose).doesNotContainPattern("(PASSWORD|SECRET): (?!\\$\\{)");
    }

    @Test
    void aServiceCanBeScaledAndNothingButTheDoorsIsPublished() throws IOException {
        for (Map.Entry<String, Map<String, Object>> each : services().entrySet()) {
            assertThat(each.getValue()).as(each.getKey()).doesNotContainKey("container_name");
            boolean door = Set.of("gateway-service", "keycloak", "mail").contains(each.getKey());
            assertThat(each.getValue().containsKey("ports")).as(each.getKey()).isEqualTo(door);
        }
    }

    @Test
    void kafkasSettingsForSecurityAreTheLocalOnes() throws IOException {
        String script = Files.readString(ROOT.resolve("deploy/compose/kafka.sh"));

        assertThat(script)
                .contains("sasl.enabled.mechanisms=SCRAM-SHA-512")
                .contains("allow.everyone.if.no.acl.found=false")
                .contains("org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .contains(
                        "super.users=User:%s;User:%s"
                                .formatted(Secrets.KAFKA_ADMIN, Secrets.KAFKA_CONTROLLER))
                .contains("CONTROLLER://127.0.0.1:");
    }

    @Test
    void theImageRunsAsAnotherUserThanRoot() throws IOException {
        List<String> users =
                Files.readAllLines(ROOT.resolve("Dockerfile")).stream()
                        .filter(line -> line.startsWith("USER "))
                        .toList();

        assertThat(users).isNotEmpty().allMatch(line -> line.equals("USER 10001"));
    }

    private static Map<String, String> local(Service service) {
        Map<String, String> passwords = new HashMap<>();
        for (Principal principal : Principal.values()) {
            passwords.put(principal.wireName(), "x");
        }
        Secrets secrets = new Secrets(passwords, Map.of(Secrets.IDENTITY_CLIENT, "x"), Map.of());
        Home home = new Home(ROOT, ROOT.resolve(".sano"));
        return new ServiceSettings(home, PORTS, secrets, new Scale(Map.of())).of(service, 1);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> file =
                new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        return (Map<String, Map<String, Object>>) requireNonNull(file.get("services"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) throws IOException {
        return (Map<String, String>)
                requireNonNull(requireNonNull(services().get(service)).get("environment"));
    }
}
