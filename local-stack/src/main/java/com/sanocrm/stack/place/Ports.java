package com.sanocrm.stack.place;

/**
 * The ports of the local stack, all on loopback.
 *
 * @param offset added to each, so that two stacks can run on one machine
 */
public record Ports(int offset) {
    private static final int BETWEEN_REPLICAS = 100;

    public Ports {
        if (offset < 0 || offset > 50_000) {
            throw new IllegalArgumentException("SANO_PORT_OFFSET is from 0 to 50000");
        }
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int kafkaController() {
        return 9093 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int mongodb() {
        return 27017 + offset;
    }

    public int smtp() {
        return 1025 + offset;
    }

    public int imap() {
        return 1143 + offset;
    }

    public int mailPage() {
        return 8025 + offset;
    }

    public int witness() {
        return 8070 + offset;
    }

    /** Of a service's replica, counted from 1. */
    public int http(Service service, int replica) {
        return 8080 + service.place() + BETWEEN_REPLICAS * (replica - 1) + offset;
    }

    /** Health and metrics. */
    public int management(Service service, int replica) {
        return 8090 + service.place() + BETWEEN_REPLICAS * (replica - 1) + offset;
    }

    public String gatewayUrl() {
        return "http://localhost:" + http(Service.GATEWAY, 1);
    }

    public String keycloakUrl() {
        return "http://localhost:" + keycloak();
    }

    public String tokenIssuer() {
        return keycloakUrl() + "/realms/sano";
    }

    public String mailPageUrl() {
        return "http://localhost:" + mailPage();
    }

    public String kafkaBootstrap() {
        return "localhost:" + kafka();
    }
}
