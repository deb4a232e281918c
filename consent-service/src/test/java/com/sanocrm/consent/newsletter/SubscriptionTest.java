package com.sanocrm.consent.newsletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.consent.newsletter.Subscription.Confirmation;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.outbox.Change;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@Promise("P-43")
class SubscriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private final Subscription none =
            Subscription.of("hash", new AccountId(TestTokens.newAccountId()), NOW);
    private final Subscription asked = none.ask("sealed", "ar", NOW).state();

    @Test
    void askingSendsOneMailWhoseLinkHoldsForTwoDays() {
        Change<Subscription> change = none.ask("sealed", "ar", NOW);

        assertThat(change.events())
                .singleElement()
                .isEqualTo(
                        new NewsletterSubscriptionChanged(
                                none.subscriberId(),
                                Status.ASKED,
                                "sealed",
                                "ar",
                                NOW,
                                NOW.plus(Duration.ofDays(2))));
        assertThat(asked.confirm(NOW, NOW.plus(Duration.ofHours(47))))
                .isInstanceOf(Confirmation.Wanted.class);
        assertThat(asked.confirm(NOW, NOW.plus(Duration.ofDays(2))))
                .isInstanceOf(Confirmation.Expired.class);
    }

    @Test
    void somebodyElsesMailboxCannotBeFlooded() {
        Subscription current = none;
        int mails = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            var change = current.ask("sealed", "en", NOW.plus(Duration.ofMinutes(minute)));
            mails += change.events().size();
            current = change.state();
        }

        assertThat(mails).isEqualTo(3);
    }

    @Test
    void asLongAsNobodyConfirmsEveryLinkOfThatTimeIsGood() {
        Instant later = NOW.plus(Duration.ofHours(1));
        Subscription twice = asked.ask("sealed", "en", later).state();

        assertThat(twice.confirm(NOW, later)).isInstanceOf(Confirmation.Wanted.class);
        assertThat(twice.confirm(later, later)).isInstanceOf(Confirmation.Wanted.class);
        assertThat(twice.confirm(later.plusMillis(1), later))
                .isInstanceOf(Confirmation.Expired.class);
    }

    @Test
    void whoIsSubscribedGetsNoMoreConfirmationMails() {
        Subscription confirmed = asked.confirmed(1).state();

        assertThat(confirmed.ask("sealed", "en", NOW.plus(Duration.ofDays(3))).events()).isEmpty();
        assertThat(confirmed.confirm(NOW, NOW.plus(Duration.ofDays(30))))
                .isInstanceOf(Confirmation.Wanted.class);
    }

    @Test
    void aDenialForgetsTheAddressAndAnOldLinkDoesNotBringItBack() {
        Change<Subscription> ended = asked.confirmed(1).state().denied(2);

        assertThat(ended.state().sealedEmail()).isNull();
        assertThat(status(ended.events())).isEqualTo(Status.ENDED);
        assertThat(ended.state().confirm(NOW, NOW.plusSeconds(1)))
                .isInstanceOf(Confirmation.Expired.class);
        Instant again = NOW.plus(Duration.ofHours(1));
        Subscription anew = ended.state().ask("sealed", "en", again).state();
        assertThat(anew.confirm(NOW, again)).isInstanceOf(Confirmation.Expired.class);
        assertThat(anew.confirm(again, again)).isInstanceOf(Confirmation.Wanted.class);
    }

    @Test
    void aDenialThatWasOverruledEndsNothing() {
        Subscription confirmed = asked.confirmed(5).state();

        assertThat(confirmed.denied(4).events()).isEmpty();
        assertThat(confirmed.denied(4).state()).isEqualTo(confirmed);
    }

    @Test
    void anAddressThatNobodyConfirmsIsForgotten() {
        assertThat(asked.expire(NOW.plus(Duration.ofHours(47))).events()).isEmpty();

        Change<Subscription> expired = asked.expire(NOW.plus(Duration.ofDays(2)));

        assertThat(expired.state().sealedEmail()).isNull();
        assertThat(status(expired.events())).isEqualTo(Status.ENDED);
    }

    private static Status status(List<? extends Event> events) {
        assertThat(events).hasSize(1);
        return ((NewsletterSubscriptionChanged) events.getFirst()).status();
    }
}
