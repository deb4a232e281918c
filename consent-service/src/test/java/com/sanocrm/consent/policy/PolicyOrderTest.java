package com.sanocrm.consent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.policy.Policy.Publication;
import com.sanocrm.consent.policy.PolicyDifference.ChangedDefault;
import com.sanocrm.contracts.Choice;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Promise("P-41")
class PolicyOrderTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Sentence DATED = sentence("dated", "Dated.");
    private static final Map<String, Choice> GENEROUS =
            Map.of("promotional-email", Choice.GRANTED, "usage-analytics", Choice.GRANTED);

    private final Catalogue catalogue = new Wordings(WireJson.mapper()).catalogue();
    private final Policy inForce =
            Policy.first(
                    proposal("2026-11-10", "2026-11-10", GENEROUS, null, DATED), catalogue, NOON);

    @ParameterizedTest(name = "{0} of {1} after {2}: {3}")
    @CsvSource({
        "2026-11-20, 2026-11-20,           , -",
        "2026-11-20, 2026-11-20, 2026-11-10, -",
        "second,     2026-11-10,           , -",
        "2026-11-10, 2026-11-10,           , -",
        "2026-11-09, 2026-11-20,           , /version",
        "2026-11-20, 2026-11-09,           , /lastRevised",
        "2026-11-24, 2026-11-24,           , /lastRevised",
        "2026-11-20, 2026-11-20, 2026-11-01, /follows",
    })
    void aVersionFollowsTheOneInForceOrIsRefused(
            String version, String revised, @Nullable String follows, String refusedAt) {
        var outcome =
                inForce.followedBy(
                        proposal(version, revised, null, follows, DATED), catalogue, NOON);

        switch (outcome) {
            case Publication.Accepted(Policy policy) -> {
                assertThat(refusedAt).isEqualTo("-");
                assertThat(policy.follows()).isEqualTo("2026-11-10");
            }
            case Publication.Rejected(String pointer, String reason) ->
                    assertThat(pointer).as(reason).isEqualTo(refusedAt);
        }
    }

    @Test
    void aClockThatWasSetBackDoesNotPutAVersionBeforeTheOneItReplaces() {
        var next = next(NOON.minusSeconds(3_600), null, DATED);

        assertThat(next.publishedAt()).isAfter(inForce.publishedAt());
    }

    @Test
    void twoSentencesOfOneIdAreRefused() {
        var outcome =
                inForce.followedBy(
                        proposal("x", "2026-11-20", null, null, DATED, sentence("dated", "Twice.")),
                        catalogue,
                        NOON);

        assertThat(outcome).isInstanceOf(Publication.Rejected.class);
    }

    @Test
    void theDifferenceNamesWhatIsAddedRemovedAndChangedAndNotWhatMoved() {
        var first = next(NOON, null, DATED, sentence("gone", "Gone."), sentence("kept", "Kept."));
        var second =
                next(NOON, null, sentence("kept", "Kept."), sentence("new", "New."), reworded());

        var difference = PolicyDifference.between(first, second);

        assertThat(difference.added()).extracting(Sentence::id).containsExactly("new");
        assertThat(difference.removed()).extracting(Sentence::id).containsExactly("gone");
        assertThat(difference.changed())
                .singleElement()
                .satisfies(
                        changed -> {
                            assertThat(changed.before()).isEqualTo(DATED);
                            assertThat(changed.after()).isEqualTo(reworded());
                        });
        assertThat(difference.defaults()).isEmpty();
    }

    @Test
    void theDifferenceNamesEachPlaceWhereSomethingElseHoldsWithoutAChoice() {
        var stricter = next(NOON, Map.of("promotional-email", Choice.GRANTED), DATED);

        var difference = PolicyDifference.between(inForce, stricter);

        assertThat(difference.defaults())
                .containsExactly(
                        new ChangedDefault("uae", "usage-analytics", Choice.GRANTED, Choice.DENIED),
                        new ChangedDefault("us", "usage-analytics", Choice.GRANTED, Choice.DENIED));
    }

    private Policy next(
            Instant now, @Nullable Map<String, Choice> defaults, Sentence... sentences) {
        return switch (inForce.followedBy(
                proposal("next", "2026-11-20", defaults, null, sentences), catalogue, now)) {
            case Publication.Accepted(Policy policy) -> policy;
            case Publication.Rejected(String pointer, String reason) ->
                    throw new AssertionError(pointer + " " + reason);
        };
    }

    private static Sentence reworded() {
        return sentence("dated", "It is dated.");
    }

    private static Sentence sentence(String id, String text) {
        return new Sentence(id, List.of("P-42"), text, "نص.");
    }

    private static PolicyProposal proposal(
            String version,
            String revised,
            @Nullable Map<String, Choice> defaults,
            @Nullable String follows,
            Sentence... sentences) {
        return new PolicyProposal(
                version, LocalDate.parse(revised), true, defaults, List.of(sentences), follows);
    }
}
