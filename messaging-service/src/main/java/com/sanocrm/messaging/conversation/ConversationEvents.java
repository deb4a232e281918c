package com.sanocrm.messaging.conversation;

import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ConversationEvents {
    /** Moves a conversation up when a message is sent, outside the sender's way. */
    @Bean
    Consumer<Message<byte[]>> conversationActivity(
            EventReader reader, Conversations conversations) {
        return reader.handling(
                EventReader.on(MessageSent.class, (event, _) -> conversations.messageSent(event)));
    }
}
