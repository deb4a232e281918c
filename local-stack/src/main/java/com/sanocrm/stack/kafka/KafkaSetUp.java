package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Principal;
import com.sanocrm.stack.secret.Secrets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@link KafkaSetup} for a broker that somebody else started, as compose does: the passwords come
 * from the environment, {@code KAFKA_IDENTITY_SERVICE_PASSWORD} and its like.
 */
final class KafkaSetUp {
    private KafkaSetUp() {}

    static void main(String[] args) throws InterruptedException, ExecutionException {
        Map<String, String> passwords = new TreeMap<>();
        for (String principal : principals()) {
            passwords.put(principal, required(variable(principal)));
        }
        KafkaLogin login =
                new KafkaLogin(
                        required("SANO_KAFKA_BOOTSTRAP"),
                        Secrets.KAFKA_ADMIN,
                        required("KAFKA_ADMIN_PASSWORD"));
        try (Admin admin = Admin.create(login.properties())) {
            new KafkaSetup(admin, 1).apply(passwords);
        }
        System.out.println("Kafka has its principals, topics and access rules.");
    }

    static List<String> principals() {
        return Stream.concat(
                        Arrays.stream(Principal.values()).map(Principal::wireName),
                        Stream.of(Secrets.KAFKA_OPERATOR))
                .toList();
    }

    /** Where the password of a principal is. */
    static String variable(String principal) {
        return "KAFKA_%s_PASSWORD".formatted(principal.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(variable + " is not set");
        }
        return value;
    }
}
