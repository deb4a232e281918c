package com.sanocrm.messaging.mail;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mailbox that answers to our mails, and reports about them, come to.
 *
 * @param address its address; mail to {@code <local part>+<anything>} must come to it too (RFC
 *     5233)
 * @param url {@code imaps://imap.example.org}, or {@code imap://} on this machine
 * @param password of the user that is called as the address
 * @param every how often it is read
 */
@Validated
@ConfigurationProperties("sano.mailbox")
public record MailboxSettings(
        @Pattern(regexp = "[a-z0-9._-]{1,7}@[A-Za-z0-9.-]+") String address,
        @NotNull URI url,
        @NotBlank String password,
        @DefaultValue("PT2S") Duration every) {
    public String localPart() {
        return address.substring(0, address.indexOf('@'));
    }

    public String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "MailboxSettings[" + address + "]";
    }
}
