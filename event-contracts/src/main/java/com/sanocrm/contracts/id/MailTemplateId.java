package com.sanocrm.contracts.id;

/** Names a partner's reviewed words for mails of the service: {@code tpl_} and a UUIDv7. */
public record MailTemplateId(String value) implements Id {
    public static final String PREFIX = "tpl";

    public MailTemplateId {
        Id.require(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
