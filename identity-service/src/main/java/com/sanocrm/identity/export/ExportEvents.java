package com.sanocrm.identity.export;

import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ExportEvents {
    @Bean
    Consumer<Message<byte[]>> exportParts(EventReader reader, Collecting collecting) {
        return reader.handling(EventReader.on(ExportPartSent.class, collecting::arrived));
    }
}
