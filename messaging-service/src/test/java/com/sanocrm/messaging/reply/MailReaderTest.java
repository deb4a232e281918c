package com.sanocrm.messaging.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.messaging.reply.Incoming.Nature;
import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.test.Promise;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {
    private static final String HEAD =
            """
            From: Amina <Amina@Example.org>
            To: reply+abc@sano.example
            In-Reply-To: <one.two@sano.example>
            References: <zero@sano.example> <one.two@sano.example>
            Message-ID: <mine@example.org>
            Subject: =?UTF-8?B?UmU6INi52LHZiNi2?=
            MIME-Version: 1.0
            """;

    @Test
    void aPlainMailIsRead() throws Exception {
        Incoming mail = read(HEAD + "Content-Type: text/plain; charset=utf-8\n\nPlease stop\n");

        assertThat(mail.nature()).isEqualTo(new Nature.Written());
        assertThat(mail.sender()).isEqualTo("amina@example.org");
        assertThat(mail.marks())
                .containsExactly(
                        "reply+abc@sano.example", "<one.two@sano.example>", "<zero@sano.example>");
        assertThat(mail.messageId()).isEqualTo("<mine@example.org>");
        assertThat(mail.subject()).isEqualTo("Re: عروض");
        assertThat(mail.words()).isEqualTo("Please stop");
        assertThat(mail.whole()).isTrue();
        assertThat(mail.toString()).doesNotContain("amina", "stop");
    }

    @Test
    @Promise("P-26")
    void theTextIsFoundHoweverItIsPacked() throws Exception {
        String html = "Content-Type: text/html; charset=utf-8\n\n<p>Please <b>stop</b></p>\n";
        assertThat(read(HEAD + html).words()).isEqualTo("Please stop");
        assertThat(
                        read(HEAD
                                        + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nStop\n--b\n"
                                        + html
                                        + "--b--\n")
                                .words())
                .isEqualTo("Stop");
        assertThat(
                        read(HEAD
                                        + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; boundary=r\n\n--r\n"
                                        + html
                                        + "--r--\n--m\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nno\n--m--\n")
                                .words())
                .isEqualTo("Please stop");
        String arabic = "أوقفوا الرسائل";
        byte[] old = arabic.getBytes(Charset.forName("windows-1256"));
        assertThat(
                        read(HEAD
                                        + "Content-Type: text/plain; charset=windows-1256\nContent-Transfer-Encoding: base64\n\n"
                                        + Base64.getMimeEncoder().encodeToString(old))
                                .words())
                .isEqualTo(arabic);
    }

    @Test
    @Promise("P-26")
    void anAttachedOrForwardedMailIsNotThePersonsWords() throws Exception {
        Incoming mail =
                read(
                        HEAD
                                + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nSee below\n--m\n"
                                + "Content-Type: message/rfc822\n\nSubject: x\n\nunsubscribe\n--m--\n");

        assertThat(mail.words()).isEqualTo("See below");
    }

    @Test
    @Promise("P-26")
    void ofAHugeMailTheWordsBeforeTheAttachmentAreEnough() throws Exception {
        String huge =
                HEAD
                        + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nPlease stop\n--m\n"
                        + "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
                        + "QUJD\n".repeat(40_000);
        Incoming cut = MailReader.read(huge.getBytes(StandardCharsets.US_ASCII), false);
        assertThat(cut.words()).isEqualTo("Please stop");
        assertThat(cut.whole()).isTrue();

        String essay =
                HEAD + "Content-Type: text/plain\n\nPlease stop\n" + "and more\n".repeat(20_000);
        assertThat(MailReader.read(essay.getBytes(StandardCharsets.US_ASCII), false).whole())
                .isFalse();
        assertThat(read(essay).whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "Precedence: bulk",
                "Precedence:  Auto_Reply",
                "X-Autoreply: yes",
                "X-Auto-Response-Suppress: All",
                "List-Id: <x.example.org>",
                "Return-Path: <>",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
            })
    @Promise("P-26")
    void machinesAreNotPeople(String header) throws Exception {
        assertThat(read(header + "\n" + HEAD + "\nunsubscribe me\n").nature())
                .isEqualTo(new Nature.Automatic());
    }

    @Test
    void machinesAreKnownBySenderAndSubjectToo() throws Exception {
        assertThat(read("From: MAILER-DAEMON@example.org\n\nx").nature())
                .isEqualTo(new Nature.Automatic());
        assertThat(read("From: no-reply@example.org\n\nx").nature())
                .isEqualTo(new Nature.Automatic());
        assertThat(read("From: a@example.org\nSubject: Out of office: unsubscribe\n\nx").nature())
                .isEqualTo(new Nature.Automatic());
        assertThat(read("From: a@example.org\nSubject: رد تلقائي\n\nx").nature())
                .isEqualTo(new Nature.Automatic());
        assertThat(read("Auto-Submitted: no\nFrom: a@example.org\n\nx").nature())
                .isEqualTo(new Nature.Written());
    }

    @Test
    void whatAMailProgramSendsForAPersonIsThePersons() throws Exception {
        assertThat(
                        read("From: a@example.org\nSubject: unsubscribe\nPrecedence: bulk\n\nx")
                                .nature())
                .isEqualTo(new Nature.Written());
        assertThat(
                        read("From: a@example.org\nSubject: unsubscribe\nAuto-Submitted: auto-replied\n\nx")
                                .nature())
                .isEqualTo(new Nature.Automatic());
    }

    @Test
    void aReportOfFailureIsReadAndOfADelayIsNot() throws Exception {
        String report =
                """
                From: mailer-daemon@example.org
                To: reply+abc@sano.example
                Content-Type: multipart/report; report-type="delivery-status"; boundary=b

                --b
                Content-Type: text/plain

                Sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; amina@example.org
                Action: %s
                Status: %s
                --b--
                """;
        assertThat(read(report.formatted("failed", "5.1.1")).nature())
                .isEqualTo(new Nature.Undelivered("5.1.1"));
        assertThat(read(report.formatted("delayed", "4.2.2")).nature())
                .isEqualTo(new Nature.Automatic());
    }

    @Test
    void aSenderWhoIsUnclearIsNobody() throws Exception {
        for (String from :
                new String[] {
                    "From: a@example.org, b@example.org",
                    "From: a@example.org\nFrom: b@example.org",
                    "X: y",
                    "From: <<>>"
                }) {
            assertThat(read(from + "\n\nx").sender()).as(from).isEmpty();
        }
    }

    @Test
    void brokenMailsGiveLessAndNeverAnError() throws Exception {
        byte[] good =
                (HEAD
                                + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n"
                                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nPlease =73top=\n now\n--a\n"
                                + "Content-Type: text/html\n\n<p>Please stop now</p>\n--a--\n--m\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n--m--\n")
                        .getBytes(StandardCharsets.US_ASCII);
        long seed = Soak.seed();
        var random = new Random(seed);
        for (int i = 0; i < Soak.count(3_000, 200_000); i++) {
            byte[] broken = good.clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(broken, random.nextInt(broken.length + 1));
            try {
                assertThat(MailReader.read(cut, true)).as("SANO_SEED=%s", seed).isNotNull();
            } catch (MailReader.UnreadableException declared) {
                /* The only one. */
            }
        }
    }

    @Test
    void mailsWithinMailsEndSomewhere() throws Exception {
        var deep = new StringBuilder(HEAD);
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i);
            deep.append("\n\n--b").append(i).append('\n');
        }
        deep.append("Content-Type: text/plain\n\nstop\n");

        assertThat(read(deep.toString()).whole()).isFalse();
        assertThat(
                        read(HEAD
                                        + "Content-Type: multipart/mixed; boundary=m\n\n"
                                        + "--m\nContent-Type: text/plain\n\nx\n".repeat(2_000))
                                .whole())
                .isFalse();
    }

    private static Incoming read(String mail) throws Exception {
        return MailReader.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), true);
    }
}
