package com.sanocrm.messaging;

import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.id.AccountId;
import java.time.Duration;
import java.util.UUID;

/** A care relationship with an open conversation in it. */
public record Talk(Neighbours.Care care, Client patient, Client clinician, String id) {
    public static final String SUBJECT = "My left knee";

    public static Talk open(int port) {
        return open(port, Neighbours.care());
    }

    public static Talk open(int port, Neighbours.Care care) {
        Client patient = Client.patient(port, care.patient());
        var request =
                """
                {"partnerId": "%s", "subject": "%s", "category": "question"}"""
                        .formatted(care.partner(), SUBJECT);
        String key = UUID.randomUUID().toString();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> patient.post("/conversations", request, key).expect(201));
        var opened = patient.post("/conversations", request, key);
        return new Talk(
                care,
                patient,
                Client.staff(port, care.clinician(), care.partner(), "clinician"),
                opened.text("conversationId"));
    }

    public String path() {
        return "/conversations/" + id;
    }

    /** Returns the message's id. */
    public String say(Client who, String body) {
        return who.post(path() + "/messages", "{\"body\": \"" + body + "\"}")
                .expect(201)
                .text("messageId");
    }

    public Client stranger(int port, AccountId clinician) {
        return Client.staff(port, clinician, care.partner(), "clinician");
    }
}
