package com.sanocrm.consent.choice;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.BrowserSignalSeen;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.contracts.events.ObjectionUpheld;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ConsentEvents {
    @Bean
    Consumer<Message<byte[]>> accounts(EventReader reader, Registrations registrations) {
        return reader.handling(EventReader.on(AccountChanged.class, registrations::accountChanged));
    }

    @Bean
    Consumer<Message<byte[]>> browserSignals(
            EventReader reader, SignalDenials signals, Enforcements enforcements) {
        return reader.handling(
                EventReader.on(
                        BrowserSignalSeen.class,
                        (event, metadata) -> enforcements.follow(signals.seen(event, metadata))));
    }

    @Bean
    Consumer<Message<byte[]>> choicesTaken(EventReader reader, TakenChoices choices) {
        return reader.handling(
                EventReader.on(ChoiceTaken.class, (choice, metadata) -> choices.taken(choice)));
    }

    @Bean
    Consumer<Message<byte[]>> objections(EventReader reader, TakenChoices choices) {
        return reader.handling(
                EventReader.on(
                        ObjectionUpheld.class,
                        (objection, metadata) -> choices.objected(objection)));
    }

    @Bean
    Consumer<Message<byte[]>> confirmations(EventReader reader, Enforcement enforcement) {
        return reader.handling(
                EventReader.on(
                        ConsentApplied.class,
                        (confirmation, metadata) -> enforcement.confirmed(confirmation)));
    }
}
