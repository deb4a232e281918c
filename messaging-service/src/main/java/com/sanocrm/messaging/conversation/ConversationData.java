package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.export.PortableData;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The conversations about the person. */
@Component
@Order(1)
class ConversationData implements PortableData {
    private static final int PAGE = 200;

    private final Conversations conversations;
    private final Messages messages;
    private final FieldEncryption fields;

    ConversationData(Conversations conversations, Messages messages, FieldEncryption fields) {
        this.conversations = conversations;
        this.messages = messages;
        this.fields = fields;
    }

    @Override
    public String section() {
        return "conversations";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        forEach(person, one -> each.accept(view(person, one)));
    }

    private ConversationView view(AccountId person, Conversation one) {
        var receipt = one.receipts().get(person.value());
        return ConversationView.from(
                one,
                fields.decrypt(
                        Conversation.subjectContext(one.id(), one.partnerId(), one.patientId()),
                        one.subject()),
                null,
                null,
                messages.unreadBy(person, one.id(), receipt == null ? null : receipt.upTo()));
    }

    void forEach(AccountId person, Consumer<Conversation> each) {
        List<Conversation> page = conversations.of(person, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(each);
            page = conversations.of(person, page.getLast().id().value(), PAGE);
        }
    }
}
