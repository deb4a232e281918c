package com.sanocrm.messaging.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param from the sender's address, as in {@code SanoCRM <no-reply@example.org>}
 */
@Validated
@ConfigurationProperties("sano.mail")
record MailSettings(@NotBlank String from) {}
