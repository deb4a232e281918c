package com.sanocrm.messaging.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.messaging.reply.Incoming.Nature;
import com.sanocrm.platform.test.Promise;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Promise("P-44")
class DeliveryReportTest {
    private static final String HEAD =
            """
            From: MAILER-DAEMON@mx.example.org
            To: reply+abc@sano.example
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Action: failed
            Status: 5.1.1
            Final-Recipient: rfc822; not@this.part

            --b
            """;
    private static final String STATUS_PART =
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n";
    private static final String END =
            "\n--b\nContent-Type: text/rfc822-headers\n\nAction: failed\nStatus: 5.1.1\n--b--\n";

    @ParameterizedTest(name = "{0} with {1} is a failure: {2}")
    @CsvSource({
        "failed, 5.1.1, 5.1.1",
        "Failed, 5.1.1 (bad destination mailbox address), 5.1.1",
        "failed (given up), 5.7.1, 5.7.1",
        "FAILED, 4.4.7, 4.4.7",
        "failed, 5.1.10, 5.1.10",
        "delayed, 4.4.1,",
        "delivered, 2.1.5,",
        "relayed, 2.0.0,",
        "expanded, 2.0.0,",
        "failed, 2.0.0,",
        "failed, 5.1,",
        "failed, 5.1.1000,",
        "failed, 6.1.1,",
        "failed, '',",
        "'', 5.1.1,",
        "fail, 5.1.1,",
    })
    void onlyWhatIsGivenUpIsAFailure(String action, String status, @Nullable String failure) {
        assertFailure(report(recipient(action, status)), failure);
    }

    @Test
    void ofSeveralRecipientsAFailureIsNoneWhereOneWasReachedAndTheMildestElse() {
        String gone = recipient("failed", "5.1.1");

        assertFailure(report(gone, recipient("failed", "5.1.1")), "5.1.1");
        assertFailure(report(gone, recipient("failed", "4.2.2")), "4.2.2");
        assertFailure(report(gone, recipient("failed", "5.2.2")), "5.1.1");
        assertFailure(report(gone, recipient("delivered", "2.0.0")), null);
        assertFailure(report(recipient("relayed", "2.0.0"), gone), null);
        assertFailure(report(gone, recipient("delayed", "4.4.1")), null);
        assertFailure(report(gone, recipient("failed", "unknown")), null);
    }

    @Test
    void foldedFieldsAndOtherScriptsAreRead() {
        assertFailure(
                HEAD
                        + "Content-Type: message/global-delivery-status\n\nReporting-MTA: dns; x\n\n"
                        + "Final-Recipient:\n utf-8; amina@مثال.example\nAction:\n\tfailed\nstatus: 5.1.1\n"
                        + "Diagnostic-Code: smtp; 550\n 5.9.9 no\n"
                        + END,
                "5.1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\n\nFinal-Recipient: rfc822; x@y.z\nAction: failed\nStatus: 5.1.1\n",
                "Content-Type: message/delivery-status\n\n",
                "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n",
                "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!!\n",
                "Content-Type: message/delivery-status\n\n:::\n: failed\n\n\n\nFinal-Recipient\n",
            })
    void whatIsMalformedIsNoFailureAndNobodysWork(String part) {
        assertFailure(HEAD + part + END, null);
    }

    @Test
    void aReportThatSaysNotOfWhatOrIsCutOffIsNone() {
        String whole = report(recipient("failed", "5.1.1"));

        assertFailure(whole.replace("report-type=delivery-status; ", ""), null);
        assertFailure(whole.replace("delivery-status;", "disposition-notification;"), null);
        assertFailure(whole.substring(0, whole.indexOf("Reporting-MTA")), null);
    }

    private static String recipient(String action, String status) {
        return "\nOriginal-Recipient: rfc822; a@example.org\nFinal-Recipient: rfc822; a@example.org\nAction: %s\nStatus: %s\n"
                .formatted(action, status);
    }

    private static String report(String... recipients) {
        return HEAD + STATUS_PART + Stream.of(recipients).collect(Collectors.joining()) + END;
    }

    private static void assertFailure(String mail, @Nullable String status) {
        assertRead(mail, status);
        assertRead(mail.replace("\n", "\r\n"), status);
    }

    private static void assertRead(String mail, @Nullable String status) {
        Nature nature;
        try {
            nature = MailReader.read(mail.getBytes(StandardCharsets.UTF_8), true).nature();
        } catch (MailReader.UnreadableException broken) {
            throw new AssertionError(mail, broken);
        }
        assertThat(nature)
                .as(mail)
                .isEqualTo(
                        status == null ? new Nature.Automatic() : new Nature.Undelivered(status));
    }
}
