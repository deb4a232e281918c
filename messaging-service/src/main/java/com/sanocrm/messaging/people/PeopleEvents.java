package com.sanocrm.messaging.people;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class PeopleEvents {
    @Bean
    Consumer<Message<byte[]>> accounts(EventReader reader, People people) {
        return reader.handling(EventReader.on(AccountChanged.class, people::accountChanged));
    }

    @Bean
    Consumer<Message<byte[]>> contactPointChanges(EventReader reader, ContactPoints contactPoints) {
        return reader.handling(
                EventReader.on(ContactPointChanged.class, contactPoints::contactPointChanged));
    }
}
