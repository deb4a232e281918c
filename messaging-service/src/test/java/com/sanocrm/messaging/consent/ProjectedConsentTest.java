package com.sanocrm.messaging.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.MessagingIntegration;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.platform.consent.BrowserSignals;
import com.sanocrm.platform.consent.ConsentDecision;
import com.sanocrm.platform.test.ConsentContract;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingIntegration
class ProjectedConsentTest {
    @Autowired private ProjectedConsent consent;

    @Test
    @Promise({"P-18", "P-23", "P-28"})
    void theProjectionAnswersByTheContract() {
        ConsentContract.verify(new Projection());
    }

    private final class Projection implements ConsentContract.Implementation {
        @Override
        public void policy(Choice everyDefault) {
            var defaults =
                    Map.of("promotional-email", everyDefault, "usage-analytics", everyDefault);
            Neighbours.publish(
                    new PolicyPublished(
                            "c-" + UUID.randomUUID(),
                            LocalDate.of(2026, 1, 1),
                            false,
                            defaults,
                            Instant.now(),
                            Map.of("uae", defaults, "us", defaults, "eu", Map.of())));
        }

        @Override
        public void account(
                AccountId person,
                Status status,
                @Nullable String country,
                @Nullable Instant restrictedSince,
                Map<String, Choice> choices) {
            Neighbours.publish(
                    new AccountChanged(
                            person,
                            status,
                            Set.of(Role.PATIENT),
                            null,
                            null,
                            null,
                            country,
                            null,
                            null,
                            "1",
                            choices,
                            Instant.EPOCH,
                            null,
                            restrictedSince));
            Neighbours.publish(new ConsentChanged(person, 1, choices, "1", Instant.EPOCH));
        }

        @Override
        public String decide(AccountId person, Purpose purpose, boolean gpc) {
            ConsentDecision decision =
                    consent.decide(person, purpose, new BrowserSignals(gpc, false));
            return decision.wireName() + " " + decision.reason().wireName();
        }
    }
}
