package com.sanocrm.messaging.parent;

import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ParentEvents {
    @Bean
    Consumer<Message<byte[]>> parentsAsked(EventReader reader, ParentQuestions questions) {
        return reader.handling(EventReader.on(ParentAsked.class, questions::parentAsked));
    }
}
