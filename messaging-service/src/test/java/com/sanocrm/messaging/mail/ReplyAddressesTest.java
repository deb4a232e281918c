package com.sanocrm.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.Neighbours;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyAddressesTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T22:30:00Z"), ZoneOffset.ofHours(4));
    private final ReplyAddresses addresses = addresses("reply@sano.example");
    private final AccountId person = Neighbours.newAccount();

    @ParameterizedTest
    @EnumSource
    @Promise("P-26")
    void theAddressOfAnAnswerSaysWhoseMailItWasAndWhatFor(Purpose purpose) {
        String address = addresses.address(person, purpose);

        assertThat(addresses.open(address))
                .hasValue(new ReplyAddresses.Origin(person, purpose, LocalDate.of(2026, 11, 23)));
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(address).doesNotContain(person.value().substring(4, 12));
    }

    @Test
    void mailServersMayFoldCapitalLetters() {
        String address = addresses.address(person, Purpose.NEWSLETTER);

        assertThat(addresses.open(address.toUpperCase(Locale.ROOT))).isPresent();
    }

    @Test
    void theIdOfTheMailSaysTheSameAndIsAnotherForEachMail() {
        var first = addresses.headers(person, Purpose.NEWSLETTER);
        var second = addresses.headers(person, Purpose.NEWSLETTER);

        assertThat(addresses.open(first.getOrDefault("Message-ID", "")))
                .isEqualTo(addresses.open(first.getOrDefault("Reply-To", "")))
                .isPresent();
        assertThat(first.get("Message-ID")).isNotEqualTo(second.get("Message-ID"));
    }

    @Test
    void anotherDomainOrMailboxIsNotOurs() {
        String address = addresses.address(person, Purpose.NEWSLETTER);

        assertThat(addresses.open(address.replace("sano.example", "sano.example.org"))).isEmpty();
        assertThat(addresses.open(address.replace("reply+", "reply"))).isEmpty();
        assertThat(addresses("other@sano.example").open(address)).isEmpty();
        assertThat(addresses.open("reply@sano.example")).isEmpty();
    }

    @Test
    @Promise("P-26")
    void noAlteredAddressIsTakenForOurs() {
        String good = addresses.address(person, Purpose.NEWSLETTER);
        int from = good.indexOf('+') + 1;
        int to = good.indexOf('@');
        long seed = Soak.seed();
        var random = new Random(seed);
        for (int i = 0; i < Soak.count(20_000, 1_000_000); i++) {
            var altered = new StringBuilder(good);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                altered.setCharAt(
                        random.nextInt(from, to),
                        "abcdefghijklmnopqrstuvwxyz234567".charAt(random.nextInt(32)));
            }
            if (!altered.toString().equals(good)) {
                assertThat(addresses.open(altered.toString()))
                        .as("%s, SANO_SEED=%s", altered, seed)
                        .isEmpty();
            }
        }
        for (int cut = from; cut < to; cut++) {
            assertThat(addresses.open(good.substring(0, cut) + good.substring(to))).isEmpty();
        }
    }

    static ReplyAddresses addresses(String mailbox) {
        return new ReplyAddresses(
                new Keysets(TestKeys.directory()),
                new MailboxSettings(mailbox, URI.create("imap://x"), "x", Duration.ofSeconds(1)),
                new Ids(CLOCK),
                CLOCK);
    }
}
