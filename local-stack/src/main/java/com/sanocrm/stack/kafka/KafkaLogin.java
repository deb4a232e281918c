package com.sanocrm.stack.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** How a principal logs in to the broker. */
public record KafkaLogin(String bootstrap, String principal, String password) {

    /** As client configuration. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "SCRAM-SHA-512");
        properties.put(
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(ScramLoginModule.class.getName(), principal, password));
        return properties;
    }

    /** As a file for Kafka's own command line tools. */
    public String asFile() {
        Map<String, Object> properties = properties();
        properties.put("group.id", principal + "-console");
        properties.put("auto.offset.reset", "earliest");
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "KafkaLogin[" + principal + "]";
    }
}
