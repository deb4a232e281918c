package com.sanocrm.stack.seed;

import com.sanocrm.stack.place.Complaint;
import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.secret.PrivateFile;
import com.sanocrm.stack.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who can log in to the local stack, for people to read: {@code .sano/credentials.json}. An entry
 * is there once the account is.
 *
 * @param clients secrets of the clients that log people in, by client id
 */
public record Credentials(
        Map<String, Person> people, Map<String, Partner> partners, Map<String, String> clients) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A demo person. */
    public record Person(String username, String email, String password, String accountId) {
        @Override
        public String toString() {
            return "Person[" + username + "]";
        }
    }

    /** A demo partner and its system client. */
    public record Partner(String partnerId, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Partner[" + partnerId + "]";
        }
    }

    public static Credentials load(Home home) throws IOException {
        if (!Files.exists(home.credentials())) {
            throw new Complaint("There are no demo people yet.", "Call ./sano up.");
        }
        return JSON.readValue(Files.readString(home.credentials()), Credentials.class);
    }

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }

    static Credentials loadOrEmpty(Home home, Secrets secrets) throws IOException {
        return Files.exists(home.credentials())
                ? load(home)
                : new Credentials(
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(
                                Map.of(Secrets.CLI_CLIENT, secrets.keycloak(Secrets.CLI_CLIENT))));
    }

    void save(Home home) throws IOException {
        PrivateFile.write(
                home.credentials(),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
