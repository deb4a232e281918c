package com.sanocrm.identity.erasure;

import com.sanocrm.contracts.events.ErasureConfirmed;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ErasureEvents {
    @Bean
    Consumer<Message<byte[]>> erasureConfirmations(EventReader reader, Erasures erasures) {
        return reader.handling(EventReader.on(ErasureConfirmed.class, erasures::confirmed));
    }
}
