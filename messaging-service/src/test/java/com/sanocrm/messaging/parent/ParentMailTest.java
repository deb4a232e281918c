package com.sanocrm.messaging.parent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.HybridEncrypt;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.events.ParentAsked;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ChildCaseId;
import com.sanocrm.messaging.MailServer;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The mail that asks a parent. */
@MessagingIntegration
@Promise("P-04")
class ParentMailTest {
    private static final Pattern LINK =
            Pattern.compile("http://localhost:8080/api/v1/parent-verifications/([\\w-]+)");

    @Autowired private MongoDatabase database;
    private final Keysets keysets = new Keysets(TestKeys.directory());
    private final AccountId child = Neighbours.newAccount();
    private final ChildCaseId id = ChildCaseId.of(child);
    private final Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String email = "parent." + UUID.randomUUID() + "@example.org";

    @Test
    void aParentGetsOneMailWithALinkThatOnlyTheMailboxHasAndTheAddressIsForgotten()
            throws Exception {
        Neighbours.publish(event(email));

        await().atMost(Duration.ofSeconds(60)).until(() -> !MailServer.mailsTo(email).isEmpty());
        MimeMessage mail = MailServer.mailsTo(email).getFirst();
        assertThat(mail.getSubject()).isEqualTo("A question about your child's account");
        var link = LINK.matcher(bytes(mail).replace("=\r\n", ""));
        assertThat(link.find()).isTrue();
        assertThat(
                        new LinkTokens(keysets.aead("parent-link"), "parent-verification")
                                .open(link.group(1)))
                .contains(id + " " + asked.toEpochMilli());
        assertThat(bytes(mail)).doesNotContain(child.value());
        await().atMost(Duration.ofSeconds(60)).until(() -> !stored().containsKey("sealedEmail"));
        assertThat(MailServer.mailsTo(email)).hasSize(1);
    }

    private Document stored() {
        var found =
                database.getCollection("parent_questions")
                        .find(Filters.eq("_id", id.value()))
                        .first();
        return found == null ? new Document("sealedEmail", "") : found;
    }

    private ParentAsked event(String address) throws Exception {
        HybridEncrypt seal = keysets.sealing("contact-public");
        byte[] sealed =
                seal.encrypt(
                        address.getBytes(StandardCharsets.UTF_8),
                        id.value().getBytes(StandardCharsets.UTF_8));
        return new ParentAsked(
                id,
                child,
                Base64.getEncoder().encodeToString(sealed),
                "en",
                asked,
                asked.plus(Duration.ofDays(14)));
    }

    private static String bytes(MimeMessage mail) throws Exception {
        var out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
