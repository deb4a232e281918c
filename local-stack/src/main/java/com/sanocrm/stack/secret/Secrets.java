package com.sanocrm.stack.secret;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every password that the local stack uses, none of them known before its first start.
 *
 * @param kafka by principal's wire name, {@link #KAFKA_ADMIN} and {@link #KAFKA_OPERATOR} too
 * @param keycloak the bootstrap administrator and the clients' secrets, by client id
 * @param people by demo person
 */
public record Secrets(
        Map<String, String> kafka, Map<String, String> keycloak, Map<String, String> people) {
    /** The launcher's own principal, the only super user. */
    public static final String KAFKA_ADMIN = "sano-admin";

    /** The broker's own name on the controller's listener. */
    public static final String KAFKA_CONTROLLER = "sano-controller";

    /** Who reads and writes dead letters. */
    public static final String KAFKA_OPERATOR = "operator";

    public static final String KEYCLOAK_ADMIN = "admin";
    public static final String IDENTITY_CLIENT = "identity-service";
    public static final String CLI_CLIENT = "sano-cli";
    public static final String PORTAL_CLIENT = "portal";

    public static final List<String> PEOPLE =
            List.of(
                    "operator",
                    "support",
                    "compliance",
                    "analyst",
                    "partner-admin",
                    "partner-admin2",
                    "clinician",
                    "clinician2",
                    "clinician3",
                    "patient",
                    "patient2",
                    "patient3");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES = 24;

    @Override
    public String toString() {
        return "Secrets[redacted]";
    }

    public String kafka(Principal principal) {
        return kafka(principal.wireName());
    }

    public String kafka(String principal) {
        return required(kafka, principal);
    }

    /** The passwords of those who log in by SCRAM; the administrator's was set at format. */
    public Map<String, String> kafkaPrincipals() {
        Map<String, String> principals = new TreeMap<>(kafka);
        principals.remove(KAFKA_ADMIN);
        principals.remove(KAFKA_CONTROLLER);
        return principals;
    }

    public String keycloak(String client) {
        return required(keycloak, client);
    }

    public String person(String name) {
        return required(people, name);
    }

    private static String required(Map<String, String> secrets, String name) {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new Complaint(
                    "There is no secret for " + name + ": .sano is older than this version.",
                    "Call ./sano reset, then ./sano up.");
        }
        return secret;
    }

    /**
     * The secrets of this home, made if it is new. The file is written last, after the keysets: if
     * it is there, everything is.
     *
     * @throws Complaint if the home was only half made
     */
    public static Secrets loadOrCreate(Home home) throws IOException {
        if (Files.exists(home.secrets())) {
            return load(home);
        }
        if (hasData(home)) {
            throw halfWritten(home, "there is data but no secrets.json to open it with");
        }
        Keysets.create(home.keys());
        Secrets fresh =
                new Secrets(
                        fresh(kafkaNames()),
                        fresh(List.of(KEYCLOAK_ADMIN, IDENTITY_CLIENT, CLI_CLIENT, PORTAL_CLIENT)),
                        fresh(PEOPLE));
        PrivateFile.write(home.secrets(), JSON.writeValueAsString(fresh));
        return fresh;
    }

    /**
     * The secrets of a home that was started before.
     *
     * @throws Complaint if it was not, or is damaged
     */
    public static Secrets load(Home home) throws IOException {
        if (!Files.exists(home.secrets())) {
            throw new Complaint("The local stack was never started here.", "Call ./sano up.");
        }
        for (Path keyset : Keysets.expected()) {
            if (!Files.exists(home.keys().resolve(keyset))) {
                throw halfWritten(home, "the keyset " + keyset + " is missing");
            }
        }
        try {
            return JSON.readValue(Files.readString(home.secrets()), Secrets.class);
        } catch (JacksonException e) {
            throw halfWritten(home, "secrets.json is not readable");
        }
    }

    private static boolean hasData(Home home) throws IOException {
        Path data = home.directory().resolve("data");
        if (!Files.isDirectory(data)) {
            return false;
        }
        try (var entries = Files.list(data)) {
            return entries.findAny().isPresent();
        }
    }

    private static Complaint halfWritten(Home home, String reason) {
        return new Complaint(
                "%s is incomplete: %s.".formatted(home.directory(), reason),
                "Restore it from a copy, or call ./sano reset to start anew without its data.");
    }

    private static List<String> kafkaNames() {
        return Stream.concat(
                        Arrays.stream(Principal.values()).map(Principal::wireName),
                        Stream.of(KAFKA_ADMIN, KAFKA_CONTROLLER, KAFKA_OPERATOR))
                .toList();
    }

    private static Map<String, String> fresh(List<String> names) {
        SecureRandom random = new SecureRandom();
        Map<String, String> secrets = new TreeMap<>();
        for (String name : names) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            secrets.put(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return secrets;
    }
}
