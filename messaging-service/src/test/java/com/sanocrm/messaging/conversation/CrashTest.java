package com.sanocrm.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Talk;
import com.sanocrm.messaging.TopicReader;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.OutboxRelay;
import com.sanocrm.platform.outbox.OutboxSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@MessagingIntegration
class CrashTest {
    @LocalServerPort private int port;
    @Autowired private MongoDatabase database;
    @Autowired private OutboxSender sender;
    @Autowired private JsonMapper json;
    @Autowired private Ids ids;
    @Autowired private FieldEncryption encryption;
    @Autowired private AuditRecords records;
    @Autowired private Conversations conversations;

    @Test
    void whatAProcessLeftBetweenItsWriteAndPublicationIsPublishedByTheSweep() {
        Talk talk = Talk.open(port);
        var conversation = conversations.find(new ConversationId(talk.id())).orElseThrow();
        MessageId id = ids.next(MessageId.PREFIX, MessageId::new);
        try (var events = new TopicReader(Topic.MESSAGING_EVENTS);
                var audit = new TopicReader(Topic.AUDIT_EVENTS)) {
            ofAProcessThatDied().send(message(id, conversation), record(conversation));

            assertThat(events.next(text -> text.contains(id.value()))).contains(talk.id());
            audit.next(text -> text.contains("message.send") && text.contains(talk.id()));
        }

        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> conversations.find(conversation.id()).orElseThrow().activityAt(),
                        conversation.activityAt()::isBefore);
        assertThat(talk.patient().get(talk.path() + "/messages").expect(200).body().path("items"))
                .hasSize(1);
    }

    /** Its relay never runs: nothing that it writes is published by it. */
    private Messages ofAProcessThatDied() {
        var dead = new OutboxRelay(sender, new SimpleMeterRegistry(), Clock.systemUTC());
        return new Messages(new DocumentsFactory(database, dead, json, ids, Clock.systemUTC()));
    }

    private Change<Message> message(MessageId id, Conversation conversation) {
        return Message.send(
                id,
                conversation,
                conversation.patientId(),
                Set.of(conversation.patientId()),
                encryption.encrypt(
                        Message.bodyContext(id, conversation.partnerId(), conversation.patientId()),
                        "left behind"),
                11,
                Instant.now());
    }

    private AuditRecorded record(Conversation conversation) {
        return records.bySystem(
                "message.send",
                new Target(
                        conversation.partnerId(),
                        conversation.patientId(),
                        "conversation",
                        conversation.id().value()));
    }
}
