package com.sanocrm.consent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.Client;
import com.sanocrm.consent.ConsentServiceTest;
import com.sanocrm.consent.Neighbours;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.test.ConsentContract;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ConsentServiceTest
class RecordedConsentTest {
    @Autowired private Client client;
    @Autowired private Neighbours neighbours;
    @Autowired private RecordedConsent consent;

    @Test
    @Promise({"P-18", "P-23", "P-28"})
    void theOwnStoreAnswersByTheContract() {
        ConsentContract.verify(new OwnStore());
    }

    private final class OwnStore implements ConsentContract.Implementation {
        @Override
        public void policy(Choice everyDefault) {
            String choice = everyDefault.wireName();
            String proposal =
                    """
                    {"version": "c-%s", "lastRevised": "2026-11-23", "material": false,
                     "defaults": {"promotional-email": "%s", "usage-analytics": "%s"},
                     "sentences": [{"id": "dated", "promises": ["P-42"], "en": "Text.", "ar": "نص."}]}
                    """
                            .formatted(
                                    UUID.randomUUID().toString().substring(0, 8), choice, choice);
            try {
                String token = TestTokens.token(TestTokens.newAccountId(), "compliance");
                assertThat(client.post("/policies", token, proposal).status()).isEqualTo(201);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void account(
                AccountId person,
                Status status,
                @Nullable String country,
                @Nullable Instant restrictedSince,
                Map<String, Choice> choices) {
            neighbours.account(person, status, country, restrictedSince, choices);
        }

        @Override
        public String decide(AccountId person, Purpose purpose, boolean gpc) {
            ConsentDecision decision =
                    consent.decide(person, purpose, new BrowserSignals(gpc, false));
            return decision.wireName() + " " + decision.reason().wireName();
        }
    }
}
