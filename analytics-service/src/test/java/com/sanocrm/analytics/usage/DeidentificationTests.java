package com.sanocrm.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.events.ConversationOpened.Category;
import com.sanocrm.contracts.events.DeidentifiedEvent;
import com.sanocrm.contracts.events.MessageSent;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.ConversationId;
import com.sanocrm.contracts.id.MessageId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeidentificationTests {
    @Test
    @Promise("P-21")
    void nothingOfAMessageButItsKindCategoryAndYearIsLeft() {
        var patient = new AccountId(TestTokens.newAccountId());
        var clinician = new AccountId(TestTokens.newAccountId());
        var message =
                new MessageSent(
                        new MessageId("msg_" + UUID.randomUUID()),
                        new ConversationId("cnv_" + UUID.randomUUID()),
                        new PartnerId("par_" + UUID.randomUUID()),
                        patient,
                        clinician,
                        Set.of(patient, clinician),
                        Category.RESULTS,
                        4_711,
                        13,
                        Instant.parse("2026-12-31T23:59:59Z"));

        var usage = Deidentification.of(message, "evt_source");
        String released =
                WireJson.mapper()
                        .writeValueAsString(
                                Deidentification.of(
                                        usage,
                                        new Profile(Status.ACTIVE, null, null, null, null, null)));

        assertThat(released)
                .isEqualTo("{\"kind\":\"message-sent\",\"category\":\"results\",\"year\":2026}");
    }

    @Test
    @Promise("P-21")
    void aPlaceThatIsNoCountryOrFirstLevelSubdivisionIsLeftOut() {
        var usage = new Usage("evt", "message-sent", null, 2026);

        var released =
                Deidentification.of(
                        usage,
                        new Profile(
                                Status.ACTIVE,
                                null,
                                null,
                                "Ruritania",
                                "Street 5, Streslau",
                                null));

        assertThat(released.country()).isNull();
        assertThat(released.region()).isNull();
    }

    @Test
    @Promise("P-21")
    void theStreamHasNoFieldBeyondThoseOfSafeHarbor() {
        assertThat(Arrays.stream(DeidentifiedEvent.class.getRecordComponents()))
                .extracting(RecordComponent::getName)
                .containsExactly("kind", "category", "ageBand", "sex", "country", "region", "year");
    }
}
