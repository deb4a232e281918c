package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Policies;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.ConsentApplied;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ConsentEvents {
    /** Every account gets a document, so that its choices, if only none, are published. */
    @Bean
    Consumer<Message<byte[]>> accounts(
            EventReader reader, PersonConsents people, Policies policies) {
        return reader.handling(
                EventReader.on(
                        AccountChanged.class,
                        (account, metadata) ->
                                people.apply(
                                        account.accountId(),
                                        metadata,
                                        person ->
                                                person.accountChanged(
                                                        account,
                                                        metadata.id(),
                                                        policies.inForce().version()))));
    }

    @Bean
    Consumer<Message<byte[]>> choicesTaken(EventReader reader, TakenChoices choices) {
        return reader.handling(
                EventReader.on(ChoiceTaken.class, (choice, metadata) -> choices.taken(choice)));
    }

    @Bean
    Consumer<Message<byte[]>> confirmations(EventReader reader, Enforcement enforcement) {
        return reader.handling(
                EventReader.on(
                        ConsentApplied.class,
                        (confirmation, metadata) -> enforcement.confirmed(confirmation)));
    }
}
