package com.sanocrm.stack.fleet;

import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.place.Ports;
import com.sanocrm.stack.place.Service;
import com.sanocrm.stack.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The environment of each service: everything it has to know, nothing that is another's. */
public final class ServiceSettings {
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Scale scale;

    public ServiceSettings(Home home, Ports ports, Secrets secrets, Scale scale) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.scale = scale;
    }

    public Map<String, String> of(Service service, int replica) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SANO_HTTP_PORT", Integer.toString(ports.http(service, replica)));
        settings.put("SANO_MANAGEMENT_PORT", Integer.toString(ports.management(service, replica)));
        settings.put("SANO_INSTANCE", service.shortName() + "-" + replica);
        settings.put("SANO_PUBLIC_URL", ports.gatewayUrl());
        settings.put("SANO_KAFKA_BOOTSTRAP", ports.kafkaBootstrap());
        settings.put("SANO_KAFKA_SECURITY", "SASL_PLAINTEXT");
        settings.put("SANO_KAFKA_PASSWORD", secrets.kafka(service.principal()));
        settings.put("SANO_TOKEN_ISSUER", ports.tokenIssuer());
        if (service.hasStore()) {
            settings.put(
                    "SANO_MONGODB_URI",
                    "mongodb://127.0.0.1:%d/%s".formatted(ports.mongodb(), service.shortName()));
            settings.put("SANO_KEYS", home.keys().resolve(service.shortName()).toString());
        }
        settings.putAll(ownOf(service));
        return settings;
    }

    private Map<String, String> ownOf(Service service) {
        return switch (service) {
            case IDENTITY ->
                    Map.of(
                            "SANO_LOCAL_PARTNERS",
                            "true",
                            "SANO_KEYCLOAK_URL",
                            ports.keycloakUrl(),
                            "SANO_KEYCLOAK_CLIENT_ID",
                            Secrets.IDENTITY_CLIENT,
                            "SANO_KEYCLOAK_CLIENT_SECRET",
                            secrets.keycloak(Secrets.IDENTITY_CLIENT));
            case MESSAGING ->
                    Map.of(
                            "SANO_MAIL_HOST", "127.0.0.1",
                            "SANO_MAIL_PORT", Integer.toString(ports.smtp()),
                            "SANO_MAIL_FROM", "SanoCRM <no-reply@sanocrm.example>",
                            "SANO_COMPLIANCE_MAIL", "compliance@sanocrm.example",
                            "SANO_MAILBOX_ADDRESS", "reply@sanocrm.example",
                            "SANO_MAILBOX_URL", "imap://127.0.0.1:" + ports.imap(),
                            /* The sink has no accounts and takes any. */
                            "SANO_MAILBOX_PASSWORD", "any");
            case GATEWAY ->
                    Map.of(
                            "SANO_IDENTITY_URL", urls(Service.IDENTITY),
                            "SANO_MESSAGING_URL", urls(Service.MESSAGING),
                            "SANO_CONSENT_URL", urls(Service.CONSENT),
                            "SANO_AUDIT_URL", urls(Service.AUDIT),
                            "SANO_ANALYTICS_URL", urls(Service.ANALYTICS));
            case CONSENT, AUDIT, ANALYTICS -> Map.of();
        };
    }

    private String urls(Service service) {
        return IntStream.rangeClosed(1, scale.of(service))
                .mapToObj(replica -> "http://127.0.0.1:" + ports.http(service, replica))
                .collect(Collectors.joining(","));
    }
}
