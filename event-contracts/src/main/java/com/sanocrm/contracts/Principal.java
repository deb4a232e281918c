package com.sanocrm.contracts;

/** Who connects to Kafka: each service and each kind of outside reader under a name of its own. */
public enum Principal implements WireName {
    IDENTITY("identity-service"),
    MESSAGING("messaging-service"),
    CONSENT("consent-service"),
    AUDIT("audit-service"),
    ANALYTICS("analytics-service"),
    GATEWAY("gateway-service"),
    ANALYST("analyst"),
    WITNESS("witness");

    private final String wireName;

    Principal(String wireName) {
        this.wireName = wireName;
    }

    /** The SASL user name; consumer groups of the principal start with it. */
    @Override
    public String wireName() {
        return wireName;
    }

    /**
     * Outside readers consume only; a poison event is theirs to skip, so they have no dead letters.
     */
    public boolean isService() {
        return switch (this) {
            case IDENTITY, MESSAGING, CONSENT, AUDIT, ANALYTICS, GATEWAY -> true;
            case ANALYST, WITNESS -> false;
        };
    }
}
