package com.sanocrm.identity.account;

import com.sanocrm.contracts.events.MailboxStateChanged;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.consume.EventReader;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class MailboxEvents {
    @Bean
    Consumer<Message<byte[]>> mailboxStates(
            EventReader reader, Accounts accounts, AuditRecords records) {
        return reader.handling(
                EventReader.on(
                        MailboxStateChanged.class,
                        (event, metadata) ->
                                accounts.mailboxStateChanged(
                                        event,
                                        metadata,
                                        records.bySystem(
                                                "account.note-mailbox",
                                                new Target(
                                                        null,
                                                        event.accountId(),
                                                        "account",
                                                        event.accountId().value())))));
    }
}
