package com.sanocrm.messaging.mail;

import com.sanocrm.messaging.consent.Permission;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands mails to the mail server, one at a time and never twice. After some failures it pauses, so
 * that a server that is down costs nobody's time.
 */
@Component
public class Postbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Postbox.class);

    private final ExecutorService handing = Executors.newVirtualThreadPerTaskExecutor();
    private final CircuitBreaker server =
            CircuitBreaker.of(
                    "mail",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(10)
                            .minimumNumberOfCalls(5)
                            .waitDurationInOpenState(Duration.ofSeconds(5))
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .build());
    private final JavaMailSender sender;
    private final MailSettings settings;
    private final ReplyAddresses replies;
    private final Clock clock;

    Postbox(JavaMailSender sender, MailSettings settings, ReplyAddresses replies, Clock clock) {
        this.sender = sender;
        this.settings = settings;
        this.replies = replies;
        this.clock = clock;
    }

    /** What came of a hand-over. */
    public enum Outcome {
        /** The mail server has it. */
        ACCEPTED,
        /** The mail server refuses the address for good. */
        BOUNCED,
        /** The mail server does not have it; it can be tried again. */
        NOT_HANDED_OVER,
        /** The mail server may have it. */
        IN_DOUBT
    }

    /** Returns within that time, with the connection broken off if need be. */
    public Outcome handOver(TransactionalMail mail, Duration longest) {
        return handOver((Mail) mail, longest);
    }

    /**
     * Returns before the permission ends, with the connection broken off if need be.
     *
     * @throws IllegalArgumentException if the permission is for another person or purpose, or used
     */
    public Outcome handOver(PromotionalMail mail, Permission permission) {
        if (!permission.isFor(mail.person(), mail.purpose()) || !permission.use()) {
            throw new IllegalArgumentException("a permission for something else");
        }
        Duration left = Duration.between(clock.instant(), permission.until());
        return left.isPositive() ? handOver((Mail) mail, left) : Outcome.NOT_HANDED_OVER;
    }

    private Outcome handOver(Mail mail, Duration longest) {
        MimeMessage message = form(mail);
        if (!server.tryAcquirePermission()) {
            return Outcome.NOT_HANDED_OVER;
        }
        long start = System.nanoTime();
        Outcome outcome = send(message, longest);
        long took = System.nanoTime() - start;
        switch (outcome) {
            case ACCEPTED, BOUNCED -> server.onSuccess(took, TimeUnit.NANOSECONDS);
            case NOT_HANDED_OVER, IN_DOUBT ->
                    server.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException());
        }
        return outcome;
    }

    private Outcome send(MimeMessage message, Duration longest) {
        var sending = handing.submit(() -> sender.send(message));
        try {
            sending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return Outcome.ACCEPTED;
        } catch (ExecutionException failure) {
            Outcome outcome = MailFailures.outcome(failure.getCause());
            log.atWarn().addKeyValue("outcome", outcome).log("A mail could not be handed over");
            return outcome;
        } catch (TimeoutException slow) {
            sending.cancel(true);
            return Outcome.IN_DOUBT;
        } catch (InterruptedException stop) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.IN_DOUBT;
        }
    }

    private MimeMessage form(Mail mail) {
        Letter letter = mail.letter();
        var headers =
                new HashMap<>(
                        mail.isToOwnAddress()
                                ? replies.headers(mail.person(), mail.purpose())
                                : replies.headersOfNobody());
        headers.putAll(letter.headers());
        try {
            var message = new SMTPMessage(sender.createMimeMessage().getSession());
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.from());
            helper.setTo(letter.to().reveal());
            helper.setSubject(letter.subject());
            helper.setText(Frame.text(letter), Frame.html(letter));
            message.setHeader("Content-Language", letter.language().toLanguageTag());
            message.setHeader("Auto-Submitted", "auto-generated");
            for (var header : headers.entrySet()) {
                if (header.getKey().equals(Letter.RETURN_PATH)) {
                    message.setEnvelopeFrom(header.getValue());
                } else {
                    message.setHeader(header.getKey(), header.getValue());
                }
            }
            return message;
        } catch (MessagingException | MailException malformed) {
            throw new UnusableAddressException();
        }
    }

    /** The address is none; its message does not repeat it. */
    public static final class UnusableAddressException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableAddressException() {
            super("an address that is none", null, false, false);
        }
    }

    @Override
    public void close() {
        handing.shutdownNow();
    }
}
