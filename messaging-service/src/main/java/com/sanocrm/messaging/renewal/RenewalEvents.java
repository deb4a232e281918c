package com.sanocrm.messaging.renewal;

import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class RenewalEvents {
    @Bean
    Consumer<Message<byte[]>> emailChanges(EventReader reader, RenewalLetters letters) {
        return reader.handling(EventReader.on(EmailChangeLetter.class, letters::wanted));
    }
}
