package com.sanocrm.analytics.usage;

import static com.sanocrm.platform.consume.EventReader.on;

import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.CampaignMailDecided;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.ConversationAssigned;
import com.sanocrm.contracts.events.ConversationClosed;
import com.sanocrm.contracts.events.ConversationOpened;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.events.MessagesRead;
import com.sanocrm.platform.consume.EventBatches;
import com.sanocrm.platform.consume.EventReader;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Usage belongs to the patient that it is about, whoever acted. */
@Configuration(proxyBeanMethods = false)
class UsageEvents {
    @Bean
    Consumer<Message<byte[]>> accounts(EventReader reader, People people, UsageReleases releases) {
        return reader.handling(
                on(
                        AccountChanged.class,
                        (account, metadata) -> {
                            people.apply(
                                    account.accountId(),
                                    metadata,
                                    person -> person.accountChanged(account, metadata.id()));
                            releases.mayRelease(account.accountId());
                        }));
    }

    @Bean
    Consumer<Message<List<byte[]>>> choices(
            EventBatches batches, People people, UsageReleases releases) {
        return batches.applying(
                ConsentChanged.class,
                (changed, metadata) ->
                        people.effect(
                                changed.accountId(),
                                metadata,
                                person -> {
                                    if (!person.waiting().isEmpty()) {
                                        releases.mayRelease(changed.accountId());
                                    }
                                    return person.choicesChanged(changed);
                                }),
                people::applyAll);
    }

    @Bean
    Consumer<Message<byte[]>> usage(EventReader reader, UsageReleases releases) {
        return reader.handling(
                on(
                        ConversationOpened.class,
                        (event, source) ->
                                releases.take(
                                        event.patientId(),
                                        Deidentification.of(event, source.id()))),
                on(
                        ConversationAssigned.class,
                        (event, source) ->
                                releases.take(
                                        event.patientId(),
                                        Deidentification.of(event, source.id()))),
                on(
                        ConversationClosed.class,
                        (event, source) ->
                                releases.take(
                                        event.patientId(),
                                        Deidentification.of(event, source.id()))),
                on(
                        MessageSent.class,
                        (event, source) ->
                                releases.take(
                                        event.patientId(),
                                        Deidentification.of(event, source.id()))),
                on(
                        MessagesRead.class,
                        (event, source) ->
                                releases.take(
                                        event.patientId(),
                                        Deidentification.of(event, source.id()))),
                on(
                        CampaignMailDecided.class,
                        (event, source) ->
                                releases.take(
                                        event.accountId(),
                                        Deidentification.of(event, source.id()))));
    }
}
