package com.sanocrm.messaging.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import org.junit.jupiter.api.Test;

class OwnWordsTest {
    private static final String QUOTED =
            "\n> You get this e-mail because you agreed.\n> Unsubscribe with one click: https://x\n";

    @Test
    @Promise("P-26")
    void aQuotedMailIsNotThePersonsWords() {
        assertThat(
                        OwnWords.of(
                                "Thanks!\n\nOn Mon, 23 Nov 2026 at 10:00, SanoCRM <a@b> wrote:"
                                        + QUOTED))
                .isEqualTo("Thanks!");
        assertThat(
                        OwnWords.of(
                                "Thanks!\n\nOn Mon, 23 Nov 2026 at 10:00, SanoCRM\n<reply+abc@sano.example>\nwrote:\n"
                                        + QUOTED))
                .isEqualTo("Thanks!");
        assertThat(
                        OwnWords.of(
                                "شكرا\n\nفي الاثنين، 23 نوفمبر 2026 في 10:00 ص كتب SanoCRM <a@b>:"
                                        + QUOTED))
                .isEqualTo("شكرا");
        assertThat(
                        OwnWords.of(
                                "Thanks!\n\n-----Original Message-----\nFrom: SanoCRM\nUnsubscribe with one click"))
                .isEqualTo("Thanks!");
        assertThat(
                        OwnWords.of(
                                "Thanks!\n\n________________________________\nFrom: SanoCRM <a@b>\nUnsubscribe"))
                .isEqualTo("Thanks!");
        assertThat(
                        OwnWords.of(
                                "شكرا\n\nمن: SanoCRM\nتاريخ الإرسال: الاثنين\nإلى: أمينة\nالموضوع: عروض\n\nإلغاء الاشتراك"))
                .isEqualTo("شكرا");
    }

    @Test
    void whatIsWrittenBelowAQuotationCounts() {
        assertThat(
                        OwnWords.of(
                                "On Mon, 23 Nov 2026, SanoCRM wrote:\n> News of the week\n>\n\nPlease stop these."))
                .isEqualTo("Please stop these.");
        assertThat(OwnWords.of("> News\nUnsubscribe me\n> more news")).isEqualTo("Unsubscribe me");
    }

    @Test
    void signaturesAreNotWords() {
        assertThat(OwnWords.of("stop\n\n-- \nOmar, stop smoking coach")).isEqualTo("stop");
        assertThat(OwnWords.of("stop\n\nSent from my iPhone")).isEqualTo("stop");
        assertThat(OwnWords.of("توقفوا\n\nأرسلت من هاتفي")).isEqualTo("توقفوا");
    }

    @Test
    void markupIsReadAsText() {
        assertThat(
                        Markup.text(
                                "<html><head><title>x</title><style>p{}</style></head><body><!-- stop --><p>Please&nbsp;stop"
                                        + "<br>now &amp; here</p><script>alert('unsubscribe')</script></body></html>"))
                .isEqualToIgnoringWhitespace("Please stop now & here");
        assertThat(
                        Markup.text(
                                "<div>Thanks</div><div class=\"gmail_quote\"><div>On Monday wrote:</div><blockquote>Unsubscribe"
                                        + "</blockquote></div>"))
                .isEqualToIgnoringWhitespace("Thanks");
        assertThat(Markup.text("<blockquote>a<BLOCKQUOTE>b</BLOCKQUOTE>c</blockquote>Please stop"))
                .isEqualTo("Please stop");
    }

    @Test
    void brokenMarkupIsReadAsFarAsItGoes() {
        for (String broken :
                new String[] {
                    "<", "a<b", "<!--", "<p", "</", "<blockquote>", "<script>x", "&#x;", "<>"
                }) {
            assertThat(Markup.text("Stop " + broken)).startsWith("Stop");
        }
        assertThat(Markup.text("<blockquote ".repeat(20_000))).isEmpty();
        assertThat(Markup.text("<!--".repeat(20_000))).isEmpty();
    }
}
