package com.sanocrm.consent.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.ErasureStep;
import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.ErasureOrdered;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ErasureId;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.platform.test.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What stays of a person's choices when the person is erased. */
@ConsentServiceTest
class ErasedEvidenceTest {
    private static final String DENIED = "{\"decision\": \"denied\"}";
    private static final String GRANTED = "{\"decision\": \"granted\"}";

    @Autowired private Client client;
    @Autowired private Neighbours neighbours;
    @Autowired private PersonConsents people;
    @Autowired private MongoDatabase store;

    private final AccountId patient = new AccountId(TestTokens.newAccountId());
    private final String token = TestTokens.token(patient.value(), "patient");
    private final String support = TestTokens.token(TestTokens.newAccountId(), "support");

    @Test
    @Promise({"P-32", "P-33", "P-46"})
    void theChoicesStayAsEvidenceAndLeadToNobodyAnyMore() throws Exception {
        neighbours.enforcing(Neighbours.ALL);
        client.put("/consents/me/research", token, DENIED);
        var letter =
                client.post(
                        "/consents/" + patient + "/promotional-email",
                        support,
                        "{\"decision\": \"denied\", \"channel\": \"letter\", \"reference\": \"LETTER-77\"}");
        assertThat(letter.status()).as(letter.body().toString()).isLessThan(300);
        /* Another holds now, and so many follow that the letter's is filed. */
        client.put("/consents/me/promotional-email", token, GRANTED);
        for (int i = 0; i < History.FULL; i++) {
            client.put("/consents/me/research", token, i % 2 == 0 ? GRANTED : DENIED);
        }
        assertThat(filed()).anyMatch(one -> one.contains("LETTER-77"));
        long choices = people.find(patient).orElseThrow().history().count();

        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        order(ErasureStep.DESTROY_KEYS, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> state().equals("SEALED"));
        order(ErasureStep.CLEAN_UP, 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> state().equals("CLEANED"));

        PersonConsent left = people.find(patient).orElseThrow();
        assertThat(left.history().count()).isEqualTo(choices);
        assertThat(left.toString()).doesNotContain("LETTER-77");
        assertThat(filed())
                .isNotEmpty()
                .noneMatch(one -> one.contains("LETTER-77"))
                .allMatch(one -> one.contains("\"filedAt\": {\"$date\""));
        /* From now on its retention counts. */
        assertThat(left.erasedAt()).isBetween(begin, Instant.now());
        TopicReader.awaitEnd(Topic.Name.CONSENT_STATE, patient.value());
        assertThat(
                        TopicReader.await(
                                Topic.Name.ERASURE_CONFIRMATIONS,
                                1,
                                one ->
                                        patient.value().equals(one.key())
                                                && one.value().contains("clean-up")
                                                && one.value().contains("consent-service")))
                .hasSize(1);
    }

    private void order(ErasureStep step, long sequence) {
        neighbours.publish(
                new ErasureOrdered(
                        ErasureId.of(patient),
                        patient,
                        step,
                        Set.of(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                sequence);
    }

    private List<String> filed() {
        return store.getCollection("filed_choices")
                .find(Filters.eq("accountId", patient.value()))
                .map(Document::toJson)
                .into(new ArrayList<>());
    }

    private String state() {
        var task =
                store.getCollection("erasure_tasks")
                        .find(Filters.eq("_id", ErasureId.of(patient).value()))
                        .first();
        return task == null ? "" : task.getString("state");
    }
}
