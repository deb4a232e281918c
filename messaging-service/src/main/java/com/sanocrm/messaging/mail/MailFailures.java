package com.sanocrm.messaging.mail;

import com.sanocrm.messaging.mail.Postbox.Outcome;
import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import java.util.Arrays;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

/**
 * Reads from a failure whether the mail server can have the mail. What is not certain is in doubt.
 */
final class MailFailures {
    private static final int PERMANENT = 500;
    private static final int TRANSIENT = 400;

    private MailFailures() {}

    static Outcome outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case MailAuthenticationException _ -> Outcome.NOT_HANDED_OVER;
            case MailSendException send ->
                    send.getFailedMessages().values().stream()
                            .findFirst()
                            .map(ofMessage -> outcome(send, ofMessage))
                            /* No mail failed: only the good-bye did. */
                            .orElse(Outcome.ACCEPTED);
            case null, default -> Outcome.IN_DOUBT;
        };
    }

    private static Outcome outcome(MailSendException whole, Exception ofMessage) {
        if (ofMessage.equals(whole.getCause())) {
            /* The connection, before any mail. */
            return Outcome.NOT_HANDED_OVER;
        }
        return switch (ofMessage) {
            case SMTPSendFailedException answer -> ofAnswer(answer);
            case SendFailedException refused -> ofAddress(refused);
            default -> Outcome.IN_DOUBT;
        };
    }

    /* An answer to the mail itself; without a code the connection broke. */
    private static Outcome ofAnswer(SMTPSendFailedException answer) {
        if (answer.getReturnCode() >= PERMANENT) {
            return Outcome.BOUNCED;
        }
        return answer.getReturnCode() >= TRANSIENT ? Outcome.NOT_HANDED_OVER : Outcome.IN_DOUBT;
    }

    /* The recipient was refused, so the mail was never sent. */
    private static Outcome ofAddress(SendFailedException refused) {
        Address[] invalid = refused.getInvalidAddresses();
        return invalid != null && Arrays.stream(invalid).findAny().isPresent()
                ? Outcome.BOUNCED
                : Outcome.NOT_HANDED_OVER;
    }
}
