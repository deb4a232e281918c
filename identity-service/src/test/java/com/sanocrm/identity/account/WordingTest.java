package com.sanocrm.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "o'brien+tag=1@sub.example.org",
                "x_y-z.w@xn--bcher-kva.example",
                "!#$%&'*+/=?^_`{|}~-@example.com"
            })
    void theseAreAddresses(String email) {
        assertThat(email).matches(Wording.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@b",
                "@b.co",
                ".a@b.co",
                "a.@b.co",
                "a..b@c.co",
                "a@-b.co",
                "a@b..co",
                "a b@c.co",
                "a@b.co\n",
                "a@b.co ",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.co"
            })
    void theseAreNoAddresses(String email) {
        assertThat(email).doesNotMatch(Wording.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"فاطمة", "李", "Zoë-Ann O’Hara", "é", "𠮷田", "நிலா"})
    void namesAreOfAnyScript(String name) {
        assertThat(name).matches(Wording.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "\uD842"})
    void theseAreNoNames(String name) {
        assertThat(name).doesNotMatch(Wording.NAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void aNameIsCountedInCharactersThatPeopleSee(int length) {
        assertThat("𠮷".repeat(length)).matches(Wording.NAME);
        assertThat("𠮷".repeat(201)).doesNotMatch(Wording.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+971501234567", "+971 50 123 4567", "+1 (212) 555-0100", "+1234567"})
    void theseAreNumbersToCall(String phone) {
        assertThat(phone).matches(Wording.PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0501234567", "+0501234567", "+12345", "+1234567890123456", "+97150a"})
    void theseAreNoNumbersToCall(String phone) {
        assertThat(phone).doesNotMatch(Wording.PHONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123-45-6789", "123456789", "899-01-0001"})
    void theseCouldBeIssued(String number) {
        assertThat(number).matches(Wording.SSN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000-45-6789",
                "666-45-6789",
                "900-45-6789",
                "123-00-6789",
                "123-45-0000",
                "12345678"
            })
    void theseWereNeverIssued(String number) {
        assertThat(number).doesNotMatch(Wording.SSN);
    }
}
