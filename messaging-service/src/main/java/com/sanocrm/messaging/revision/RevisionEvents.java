package com.sanocrm.messaging.revision;

import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class RevisionEvents {
    @Bean
    Consumer<Message<byte[]>> policyRevisions(EventReader reader, Revisions revisions) {
        return reader.handling(EventReader.on(PolicyPublished.class, revisions::policyPublished));
    }
}
