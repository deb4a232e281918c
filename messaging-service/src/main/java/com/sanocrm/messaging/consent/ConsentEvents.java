package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consume.EventBatches;
import com.sanocrm.platform.consume.EventReader;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ConsentEvents {
    @Bean
    Consumer<Message<List<byte[]>>> choices(EventBatches batches, Consents consents) {
        return batches.applying(ConsentChanged.class, consents::consentChanged, consents::applyAll);
    }

    @Bean
    Consumer<Message<byte[]>> policyVersions(EventReader reader, Policies policies) {
        return reader.handling(EventReader.on(PolicyPublished.class, policies::policyPublished));
    }
}
