package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.export.PortableData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the conversations about the person, whoever sent them. */
@Component
@Order(2)
class MessageData implements PortableData {
    private static final int PAGE = 500;

    private final ConversationData conversations;
    private final Messages messages;
    private final FieldEncryption fields;
    private final JsonMapper json;
    private final String platform;

    MessageData(
            ConversationData conversations,
            Messages messages,
            FieldEncryption fields,
            JsonMapper json,
            PlatformSettings settings) {
        this.conversations = conversations;
        this.messages = messages;
        this.fields = fields;
        this.json = json;
        this.platform = settings.publicUrl().toString();
    }

    @Override
    public String section() {
        return "messages";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        forEach(person, one -> each.accept(MessageController.MessageView.from(one, body(one))));
    }

    @Override
    public void resources(AccountId person, Consumer<FhirResource> each) {
        forEach(
                person,
                one -> {
                    String id = one.id().value().substring(MessageId.PREFIX.length() + 1);
                    each.accept(
                            new FhirResource(
                                    "Communication",
                                    id,
                                    json.writeValueAsString(communication(id, one))));
                });
    }

    private Map<String, Object> communication(String id, Message one) {
        var resource = new LinkedHashMap<String, Object>();
        resource.put("resourceType", "Communication");
        resource.put("id", id);
        resource.put(
                "identifier",
                List.of(Map.of("system", platform + "/messages", "value", one.id().value())));
        resource.put("status", "completed");
        resource.put("subject", patient(one.patientId()));
        resource.put("sent", one.sentAt());
        resource.put(
                "sender",
                one.senderId().equals(one.patientId())
                        ? patient(one.patientId())
                        : Map.of(
                                "identifier",
                                Map.of(
                                        "system",
                                        platform + "/accounts",
                                        "value",
                                        one.senderId().value())));
        resource.put("payload", List.of(Map.of("contentString", body(one))));
        return resource;
    }

    private static Map<String, Object> patient(AccountId patient) {
        String id = patient.value().substring(AccountId.PREFIX.length() + 1);
        return Map.of("reference", FhirResource.reference(id));
    }

    private String body(Message one) {
        return fields.decrypt(one.bodyContext(), one.body());
    }

    private void forEach(AccountId person, Consumer<Message> each) {
        conversations.forEach(
                person,
                in -> {
                    List<Message> page = messages.of(in.id(), "", PAGE);
                    while (!page.isEmpty()) {
                        page.forEach(each);
                        page = messages.of(in.id(), page.getLast().id().value(), PAGE);
                    }
                });
    }
}
