package com.sanocrm.consent.newsletter;

import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class NewsletterEvents {
    @Bean
    Consumer<Message<byte[]>> newsletterChoices(EventReader reader, Newsletter newsletter) {
        return reader.handling(
                EventReader.on(
                        ConsentChanged.class, (event, _) -> newsletter.consentChanged(event)));
    }
}
