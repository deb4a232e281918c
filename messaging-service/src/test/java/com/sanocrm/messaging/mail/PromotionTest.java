package com.sanocrm.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Promotion.Mark;
import com.sanocrm.messaging.mail.TransactionalMail.Kind;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Promise("P-15")
class PromotionTest {
    private static final AccountId PERSON = new AccountId(TestTokens.newAccountId());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LINK | See https://example.org for more",
                "LINK | More at clinic.ae",
                "LINK | Write to sales-team@clinic.example",
                "PRICE | Now AED 50 only",
                "PRICE | 20 % less",
                "PRICE | ٢٠٪ أقل",
                "PRICE | ٥٠ درهم",
                "OFFER | Ask for our Spring Offer",
                "OFFER | D\u00efsc\u00f6unt for you",
                "OFFER | \uff26\uff32\uff25\uff25 check-up",
                "OFFER | خَصْم خاص لك",
                "OFFER | عـــروض الربيع",
                "OFFER | هديّةٌ لك",
                "OFFER | جائزة لك",
                "INVITATION | Buy two",
                "INVITATION | اشترك في الخدمة",
                "DISGUISE | Disc\u200bount",
                "DISGUISE | \u0421oupon",
            })
    void whatSellsIsMarked(Mark mark, String text) {
        assertThat(Promotion.marksIn(text)).contains(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your order A-17 was taken in on 2026-11-23 and is being prepared.",
                "Your renewal is due on 2026-12-01. Please open the portal.",
                "Your appointment was moved. You find the new time in the portal.",
                "استلمنا طلبك A-17 بتاريخ 2026-11-23 وهو قيد التجهيز.",
                "حان موعد التجديد. يُرجى فتح البوابة.",
            })
    void whatServesIsNot(String text) {
        assertThat(Promotion.marksIn(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kindsAndLanguages")
    void ourOwnTransactionalWordsPromoteNothing(Kind kind, Locale language) {
        var phrases = Phrases.in(language);
        for (String part : List.of("subject", "text", "small")) {
            assertThat(Promotion.marksIn(phrases.get(kind.phrase(part)))).as(part).isEmpty();
        }
    }

    static Stream<Arguments> kindsAndLanguages() {
        return Arrays.stream(Kind.values())
                .flatMap(
                        kind ->
                                Stream.of("en", "ar")
                                        .map(tag -> Arguments.of(kind, Locale.of(tag))));
    }

    @Test
    void aFactHasNoRoomForPromotion() {
        assertThatThrownBy(() -> new Fact.Reference("order", "50 % OFF"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fact.Reference("order", "see clinic.ae"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPromotionalMailHasTheLinkThatEndsItAndATransactionalOneHasNone() {
        var address = new Address(new Sensitive("a@example.org"), Locale.ENGLISH);
        var link =
                new UnsubscribeLink(
                        PERSON,
                        Purpose.NEWSLETTER,
                        URI.create("https://example.org/u/1"),
                        "reply@example.org");

        Mail promotional = PromotionalMail.of(PERSON, address, "News", "One\n\nTwo", link);
        Mail transactional =
                TransactionalMail.of(Kind.MESSAGE_WAITS, PERSON, address, List.of(), null);

        assertThat(promotional.letter().headers())
                .containsEntry(
                        "List-Unsubscribe",
                        "<https://example.org/u/1>,\r\n <mailto:reply@example.org?subject=unsubscribe>")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(transactional.letter().headers()).isEmpty();
        assertThat(transactional.purpose().kind()).isEqualTo(Purpose.Kind.ESSENTIAL);
        assertThatThrownBy(
                        () ->
                                new UnsubscribeLink(
                                        PERSON,
                                        Purpose.CARE_COMMUNICATION,
                                        URI.create("https://example.org/u/1"),
                                        "reply@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
