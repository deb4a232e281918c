package com.sanocrm.messaging.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.events.EmailChangeLetter;
import com.sanocrm.contracts.events.EmailChangeLetter.Kind;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.messaging.mail.ReplyAddresses;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The mails about a change of address. */
@MessagingIntegration
@Promise("P-44")
class RenewalMailTest {
    private static final Pattern LINK =
            Pattern.compile("http://localhost:8080/api/v1/email-confirmations/([\\w-]+)");

    @Autowired private MongoDatabase database;
    @Autowired private ReplyAddresses replies;
    private final AccountId person = Neighbours.newAccount();
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String fresh = "new." + UUID.randomUUID() + "@example.org";
    private final String old = "old." + UUID.randomUUID() + "@example.org";

    @Test
    void theNewMailboxGetsTheLinkTheOldOneANoticeAndNeitherIsKept() throws Exception {
        Neighbours.publish(letter(Kind.CONFIRMATION, fresh, "ar"));
        Neighbours.publish(letter(Kind.CHANGED, old, "en"));

        MimeMessage toNew = mail(fresh);
        assertThat(toNew.getSubject()).isEqualTo("يُرجى تأكيد عنوانك الجديد");
        var link = LINK.matcher(MailServer.bytes(toNew).replace("=\r\n", ""));
        assertThat(link.find()).isTrue();
        assertThat(
                        new LinkTokens(
                                        new Keysets(TestKeys.directory()).aead("email-link"),
                                        "email-confirmation")
                                .open(link.group(1)))
                .contains(person + " " + asked.toEpochMilli());
        assertThat(MailServer.bytes(toNew)).doesNotContain(person.value());
        MimeMessage toOld = mail(old);
        assertThat(toOld.getSubject()).isEqualTo("The address of your account has changed");
        assertThat(MailServer.bytes(toOld)).doesNotContain("email-confirmations", fresh);
        await().atMost(Duration.ofSeconds(60)).until(() -> !isKept());
    }

    @Test
    void whoHasTheAddressAlreadyIsToldAndGetsNoLink() throws Exception {
        Neighbours.publish(letter(Kind.TAKEN, fresh, "en"));

        MimeMessage mail = mail(fresh);
        assertThat(mail.getSubject()).isEqualTo("This address already has an account");
        assertThat(MailServer.bytes(mail)).doesNotContain("email-confirmations");
    }

    @Test
    void whatHappensToAMailToAnotherAddressSaysNothingOfThePersons() throws Exception {
        Neighbours.publish(letter(Kind.CONFIRMATION, fresh, "en"));

        MimeMessage mail = mail(fresh);
        assertThat(replies.open(mail.getReplyTo()[0].toString())).isEmpty();
        assertThat(replies.open(mail.getMessageID())).isEmpty();
        assertThat(replies.open(mail.getHeader("Return-Path", null))).isEmpty();
    }

    private EmailChangeLetter letter(Kind kind, String email, String language) {
        return new EmailChangeLetter(
                person,
                kind,
                Neighbours.sealed(person, email),
                language,
                asked,
                asked.plus(Duration.ofDays(1)));
    }

    private static MimeMessage mail(String address) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !MailServer.mailsTo(address).isEmpty());
        return MailServer.mailsTo(address).getFirst();
    }

    private boolean isKept() {
        return database.getCollection("renewal_letters")
                        .find(
                                Filters.and(
                                        Filters.eq("accountId", person.value()),
                                        Filters.exists("sealedEmail")))
                        .first()
                != null;
    }
}
