package com.sanocrm.platform.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How to reach Kafka, and as whom.
 *
 * @param security a Kafka security protocol: SASL_SSL, SASL_PLAINTEXT on one machine, PLAINTEXT in
 *     tests
 * @param username the principal
 * @param password needed with SASL
 */
@ConfigurationProperties("sano.kafka")
public record KafkaSettings(
        String bootstrap, String security, String username, @Nullable String password) {
    public KafkaSettings {
        if (security.startsWith("SASL") && (password == null || password.isBlank())) {
            throw new IllegalArgumentException("SANO_KAFKA_PASSWORD is not set");
        }
    }

    /** What every client of this principal needs. */
    public Map<String, Object> clientProperties() {
        var properties = new HashMap<String, Object>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, security);
        if (security.startsWith("SASL")) {
            properties.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
            properties.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                            + username
                            + "\" password=\""
                            + password
                            + "\";");
        }
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + security + " " + username + "@" + bootstrap + "]";
    }
}
