package com.sanocrm.stack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailSinkTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private MailSink sink;

    @BeforeEach
    void start() throws IOException {
        sink = MailSink.start("127.0.0.1", 0, 0, 0);
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void aMailIsListedWithHeadersAndText() throws Exception {
        send("A message waits", "Log in to read it.");

        JsonNode mails = JsonMapper.shared().readTree(get("/api/mails").body());
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).path("subject").asString()).isEqualTo("A message waits");
        assertThat(mails.get(0).path("text").asString()).contains("Log in to read it.");
        assertThat(mails.get(0).path("to").path(0).asString()).isEqualTo("amina@sanocrm.example");
        assertThat(mails.get(0).path("headers").has("Subject")).isTrue();
    }

    @Test
    void whatIsSentToASubAddressIsInTheMailboxOfReplies() throws Exception {
        GreenMailUtil.sendTextEmail(
                "reply+abc@sanocrm.example", "amina@example.org", "Re: Offers", "Stop", smtp());

        try (Store imap = Session.getInstance(new Properties()).getStore("imap")) {
            imap.connect("127.0.0.1", sink.imapPort(), "reply@sanocrm.example", "any");
            try (Folder inbox = imap.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void nothingInAMailBecomesMarkup() throws Exception {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";
        send(attack, attack);

        for (String page : new String[] {"/", "/mails/1"}) {
            HttpResponse<String> response = get(page);
            assertThat(response.body()).doesNotContain("<script", "<img");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy ->
                                    assertThat(policy)
                                            .contains("default-src 'none'")
                                            .doesNotContain("script-src"));
        }
    }

    @Test
    void aLinkInATextCanBeFollowed() throws Exception {
        send("Choose", "Go to <http://localhost:8080/api/v1/unsubscribe/a?b=1&c=2>.");

        assertThat(get("/mails/1").body())
                .contains("href=\"http://localhost:8080/api/v1/unsubscribe/a?b=1&amp;c=2\"");
    }

    @Test
    void whatIsNotThereIs404AndNothingCanBePosted() throws Exception {
        assertThat(get("/mails/7").statusCode()).isEqualTo(404);
        assertThat(get("/etc/passwd").statusCode()).isEqualTo(404);
        HttpRequest post =
                HttpRequest.newBuilder(URI.create(url("/")))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    private void send(String subject, String text) {
        GreenMailUtil.sendTextEmail(
                "amina@sanocrm.example", "no-reply@sanocrm.example", subject, text, smtp());
    }

    private ServerSetup smtp() {
        return new ServerSetup(sink.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url(path))).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + sink.pagePort() + path;
    }
}
