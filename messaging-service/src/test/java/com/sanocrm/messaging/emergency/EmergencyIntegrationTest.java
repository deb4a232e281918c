package com.sanocrm.messaging.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.EmergencyAccessChanged;
import com.sanocrm.contracts.events.EmergencyAccessChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EmergencyAccessId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.messaging.Client;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.Talk;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TopicReader;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@MessagingIntegration
class EmergencyIntegrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort private int port;
    private final PartnerId elsewhere = Neighbours.newPartner();
    private final AccountId doctor = Neighbours.newAccount();
    private final EmergencyAccessId id = new EmergencyAccessId("emg_" + UUID.randomUUID());

    private void emergency(Talk talk, Status status, Instant until) {
        Neighbours.publish(
                new EmergencyAccessChanged(
                        id,
                        elsewhere,
                        doctor,
                        talk.care().patient(),
                        status,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        until.truncatedTo(ChronoUnit.MILLIS)));
    }

    private Client doctor() {
        return Client.staff(port, doctor, elsewhere, "clinician");
    }

    private void awaitStatus(Talk talk, int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> doctor().get(talk.path() + "/messages").expect(status));
    }

    @Test
    @Promise({"P-05", "P-34", "P-37"})
    void anEmergencyOpensTheConversationsForReadingAndForItsTime() {
        Talk talk = Talk.open(port);
        talk.say(talk.patient(), "I am allergic to penicillin");
        doctor().get(talk.path()).expect(404);

        emergency(talk, Status.OPEN, Instant.now().plus(Duration.ofHours(4)));
        awaitStatus(talk, 200);

        assertThat(doctor().get(talk.path() + "/messages").body().toString())
                .contains("penicillin");
        assertThat(doctor().get("/conversations").expect(200).body().toString())
                .contains(talk.id());
        doctor().get(talk.path()).expect(200);
        doctor().post(talk.path() + "/messages", "{\"body\": \"Hello\"}").expect(404);
        doctor().post(talk.path() + "/close", "").expect(404);
        assertThat(
                        TopicReader.await(
                                Topic.Name.AUDIT_EVENTS,
                                4,
                                event ->
                                        event.value().contains(doctor.value())
                                                && event.value().contains(talk.id())
                                                && event.value().contains("\"success\"")))
                .allMatch(event -> event.value().contains("ETREAT"))
                .allMatch(event -> event.value().contains(talk.care().partner().value()));

        emergency(talk, Status.REVIEWED, Instant.now().minus(Duration.ofSeconds(1)));
        awaitStatus(talk, 404);
        assertThat(doctor().get("/conversations").body().path("items")).isEmpty();
    }

    @Test
    @Promise("P-37")
    void whatIsOverOpensNothing() {
        Talk over = Talk.open(port);
        Talk now = Talk.open(port, Neighbours.care());
        emergency(over, Status.OPEN, Instant.now().minus(Duration.ofMinutes(1)));
        Neighbours.publish(
                new EmergencyAccessChanged(
                        new EmergencyAccessId("emg_" + UUID.randomUUID()),
                        elsewhere,
                        doctor,
                        now.care().patient(),
                        Status.OPEN,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS)));
        awaitStatus(now, 200);

        doctor().get(over.path() + "/messages").expect(404);
        Client.staff(port, doctor, now.care().partner(), "clinician")
                .get(now.path() + "/messages")
                .expect(404);
        Client.staff(port, Neighbours.newAccount(), elsewhere, "clinician")
                .get(now.path() + "/messages")
                .expect(404);
    }

    @Test
    @Promise({"P-08", "P-37"})
    void complianceIsAlarmedAndThePatientToldWithoutAWordOfHealth() throws Exception {
        String email = "patient." + UUID.randomUUID() + "@example.org";
        Talk talk = Talk.open(port);
        Neighbours.contactPoint(talk.care().patient(), email, "en");
        int alarms = MailServer.mailsTo(MailServer.COMPLIANCE).size();

        emergency(talk, Status.OPEN, Instant.now().plus(Duration.ofHours(4)));
        emergency(talk, Status.OPEN, Instant.now().plus(Duration.ofHours(4)));

        await().atMost(PATIENCE).until(() -> !MailServer.mailsTo(email).isEmpty());
        await().atMost(PATIENCE)
                .until(() -> MailServer.mailsTo(MailServer.COMPLIANCE).size() > alarms);
        MimeMessage told = MailServer.mailsTo(email).getFirst();
        assertThat(told.getSubject())
                .isEqualTo("Somebody outside your care team opened your record");
        assertThat(MailServer.bytes(told))
                .doesNotContain("mergency", doctor.value(), elsewhere.value());
        assertThat(MailServer.bytes(MailServer.mailsTo(MailServer.COMPLIANCE).getLast()))
                .contains("http://localhost:8080/")
                .doesNotContain(doctor.value(), talk.care().patient().value());
        assertThat(MailServer.mailsTo(email)).hasSize(1);
    }
}
