package com.sanocrm.messaging.newsletter;

import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class NewsletterEvents {
    @Bean
    Consumer<Message<byte[]>> subscriptions(EventReader reader, Subscribers subscribers) {
        return reader.handling(
                EventReader.on(
                        NewsletterSubscriptionChanged.class, subscribers::subscriptionChanged));
    }
}
