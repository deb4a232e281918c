package com.sanocrm.audit.partner;

import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class PartnerEvents {
    @Bean
    Consumer<Message<byte[]>> partnerChanges(EventReader reader, Partners partners) {
        return reader.handling(EventReader.on(PartnerChanged.class, partners::partnerChanged));
    }
}
