package com.sanocrm.messaging.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.events.WitnessAlarmRaised;
import com.sanocrm.contracts.events.WitnessAlarmRaised.Kind;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.test.Promise;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

@MessagingIntegration
class AlarmTest {
    private static final String CHANGED = "Alarm: an audit log was changed";
    private static final String SILENT = "Alarm: no witness co-signs an audit log";

    private final Instant since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String partner = Neighbours.newPartner().value();

    @Test
    @Promise({"P-08", "P-35"})
    void complianceGetsOneMailOfEachAlarmWithoutTheNameOfTheClinic() throws Exception {
        var forked = new WitnessAlarmRaised(Kind.FORKED, partner, "clinic.example/witness", since);
        var cut =
                new WitnessAlarmRaised(Kind.ROLLED_BACK, partner, "clinic.example/witness", since);
        var silent = new WitnessAlarmRaised(Kind.SILENT, partner, null, since);
        int changedBefore = mails(CHANGED).size();
        int silentBefore = mails(SILENT).size();

        Neighbours.publish(forked);
        Neighbours.publish(forked);
        Neighbours.publish(cut);
        Neighbours.publish(silent);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(mails(CHANGED)).hasSize(changedBefore + 2);
                            assertThat(mails(SILENT)).hasSize(silentBefore + 1);
                        });
        assertThat(MailServer.bytes(mails(CHANGED).getLast()))
                .contains("http://localhost:8080/")
                .doesNotContain(partner);
    }

    private static List<MimeMessage> mails(String subject) {
        return MailServer.mailsTo(MailServer.COMPLIANCE).stream()
                .filter(mail -> subject(mail).equals(subject))
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
