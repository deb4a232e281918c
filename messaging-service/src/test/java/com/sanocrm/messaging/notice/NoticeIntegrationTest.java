package com.sanocrm.messaging.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.platform.test.Promise;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@MessagingIntegration
class NoticeIntegrationTest {
    @LocalServerPort private int port;
    private final String email = "patient." + UUID.randomUUID() + "@example.org";

    @Test
    @Promise({"P-08", "P-28"})
    void aWaitingMessageIsAnnouncedWithoutSayingWhatOrWhoEvenAfterAnOptOut() throws Exception {
        Talk talk = Talk.open(port);
        Neighbours.consent(talk.care().patient(), Purpose.PROMOTIONAL_EMAIL, Choice.DENIED);
        Neighbours.contactPoint(talk.care().patient(), email, "en");

        talk.say(talk.clinician(), "Your biopsy is benign");
        talk.say(talk.clinician(), "No need to worry");

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("A message waits for you");
        assertThat(bytes(mail))
                .contains("http://localhost:8080/")
                .doesNotContain("biopsy", Talk.SUBJECT, "clinic", talk.id());
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void theMailIsInThePersonsLanguage() throws Exception {
        Talk talk = Talk.open(port);
        Neighbours.contactPoint(talk.care().patient(), email, "ar");

        talk.say(talk.clinician(), "Hello");

        assertThat(onlyMail().getSubject()).isEqualTo("رسالة في انتظارك");
    }

    private MimeMessage onlyMail() {
        await().atMost(Duration.ofSeconds(90)).until(() -> !MailServer.mailsTo(email).isEmpty());
        var mails = MailServer.mailsTo(email);
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private static String bytes(MimeMessage mail) throws Exception {
        var all = new ByteArrayOutputStream();
        mail.writeTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }
}
