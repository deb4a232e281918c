package com.sanocrm.messaging.notice;

import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.messaging.conversation.Reading;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class NoticeEvents {
    @Bean
    Consumer<Message<byte[]>> waitingMessages(
            EventReader reader, Notices notices, Reading reading, NoticeSettings settings) {
        return reader.handling(
                EventReader.on(
                        MessageSent.class, (event, _) -> note(event, notices, reading, settings)));
    }

    /** Clinicians have their inbox; patients are told by mail. */
    private static void note(
            MessageSent event, Notices notices, Reading reading, NoticeSettings settings) {
        if (event.senderId().equals(event.patientId())) {
            return;
        }
        var readUpTo = reading.readUpTo(event.conversationId(), event.patientId());
        boolean seen =
                readUpTo.filter(last -> last.value().compareTo(event.messageId().value()) >= 0)
                        .isPresent();
        if (!seen) {
            notices.add(Notice.of(event, readUpTo, event.sentAt().plus(settings.after())));
        }
    }
}
