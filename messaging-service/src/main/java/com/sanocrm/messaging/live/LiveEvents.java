package com.sanocrm.messaging.live;

import com.sanocrm.contracts.events.ConversationAssigned;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.events.MessagesRead;
import com.sanocrm.messaging.conversation.Activity;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class LiveEvents {
    @Bean
    Consumer<Message<byte[]>> liveActivity(EventReader reader, LiveStreams streams) {
        return reader.handling(
                EventReader.on(
                        MessageSent.class, (event, _) -> streams.tell(Activity.Arrival.of(event))),
                EventReader.on(
                        MessagesRead.class, (event, _) -> streams.tell(Activity.Receipt.of(event))),
                EventReader.on(
                        ConversationAssigned.class,
                        (event, _) -> streams.tell(Activity.Assignment.of(event))));
    }
}
