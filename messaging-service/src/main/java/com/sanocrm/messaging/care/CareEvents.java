package com.sanocrm.messaging.care;

import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class CareEvents {
    @Bean
    Consumer<Message<byte[]>> relationships(EventReader reader, CareTeams teams) {
        return reader.handling(
                EventReader.on(CareRelationshipChanged.class, teams::careRelationshipChanged));
    }

    @Bean
    Consumer<Message<byte[]>> partnerChanges(EventReader reader, Partners partners) {
        return reader.handling(EventReader.on(PartnerChanged.class, partners::partnerChanged));
    }
}
