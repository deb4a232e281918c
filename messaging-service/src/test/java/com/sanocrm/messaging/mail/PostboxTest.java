package com.sanocrm.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Postbox.Outcome;
import com.sanocrm.messaging.people.ContactPoints.Address;
import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.test.TestTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class PostboxTest {
    private static final Letter LETTER =
            new Letter(
                    new Sensitive("somebody@example.org"),
                    Locale.ENGLISH,
                    "<b>{{small}}</b>",
                    List.of("<script>alert(1)</script>\nline"),
                    new Letter.Action("Open", URI.create("https://example.org/")),
                    List.of(),
                    Map.of());

    private static final TransactionalMail MAIL =
            TransactionalMail.of(
                    TransactionalMail.Kind.MESSAGE_WAITS,
                    new AccountId(TestTokens.newAccountId()),
                    new Address(new Sensitive("somebody@example.org"), Locale.ENGLISH),
                    List.of(),
                    URI.create("https://example.org/"));

    @ParameterizedTest(name = "{0} answered by \"{1}\" is {2}")
    @CsvSource({
        "NOOP, 250 ok, ACCEPTED",
        "RCPT, 550 no such user, BOUNCED",
        "RCPT, 451 later, NOT_HANDED_OVER",
        "MAIL, 451 later, NOT_HANDED_OVER",
        ". , 554 refused, BOUNCED",
        ". , 451 later, NOT_HANDED_OVER",
        ". , '', IN_DOUBT",
    })
    void onlyWhatTheServerCannotHaveIsTriedAgain(String at, String answer, Outcome outcome)
            throws Exception {
        try (var server = new ScriptedServer(Map.of(at, answer));
                var postbox = postbox(server.port())) {
            assertThat(postbox.handOver(MAIL, Duration.ofSeconds(5))).isEqualTo(outcome);
        }
    }

    @Test
    void aServerThatIsAwayHasNothingAndIsSoonLeftAlone() throws Exception {
        int port;
        try (var gone = new ScriptedServer(Map.of())) {
            port = gone.port();
        }
        try (var postbox = postbox(port)) {
            for (int i = 0; i < 10; i++) {
                assertThat(postbox.handOver(MAIL, Duration.ofSeconds(5)))
                        .isEqualTo(Outcome.NOT_HANDED_OVER);
            }
        }
    }

    @Test
    void whatALetterSaysNeverBecomesMarkup() {
        assertThat(Frame.html(LETTER))
                .doesNotContain("<script>", "<b>", "{{")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>line");
        assertThat(Frame.text(LETTER)).contains("<script>alert(1)</script>\nline");
    }

    private static Postbox postbox(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new Postbox(
                sender,
                new MailSettings("no-reply@example.org"),
                ReplyAddressesTest.addresses("reply@example.org"),
                Clock.systemUTC());
    }
}
