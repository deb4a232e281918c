package com.sanocrm.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.retention.RetentionJob;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestTokens;
import com.sanocrm.transparency.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service publishes of its logs, as verifiers and tools of others read it. */
@AuditServiceTest
class PublishedLogTest {
    private final PartnerId partner = SampleRecords.partner();
    private final LogName name = LogName.of(partner);
    private final AccountId patient = SampleRecords.account();
    private final String own = "/audit/log/" + partner;
    private final String compliance = TestTokens.token(TestTokens.newAccountId(), "compliance");
    private final String anybody = TestTokens.token(TestTokens.newAccountId(), "patient");

    @TempDir private Path folder;
    @LocalServerPort private int port;
    @Autowired private JsonMapper json;
    @Autowired private Logs logs;
    @Autowired private RetentionJob retention;
    @Autowired private FieldEncryption keys;

    @Test
    @Promise("P-35")
    void theWholeLogIsVerifiedOverHttpAndItsCopyOffline() throws Exception {
        append(700);
        Path token = Files.writeString(folder.resolve("token"), compliance);
        Path copy = folder.resolve("copy");
        String url = "http://localhost:%d/api/v1%s".formatted(port, own);

        assertThat(verify("log", url, "--token-file", token.toString(), "--save", copy.toString()))
                .startsWith("verified")
                .contains("700 leaves about 1 people");
        append(100);
        assertThat(verify("log", url, "--token-file", token.toString(), "--save", copy.toString()))
                // Reading the entries is in the log as well.
                .matches("(?s)verified: .* holds 80[0-9] leaves about 1 people .*");
        assertThat(verify("log", copy.toString())).startsWith("verified");

        Path bundle = copy.resolve("tile/entries/001");
        Files.writeString(
                bundle, Files.readString(bundle, UTF_8).replaceFirst("success", "sUccess"));
        assertThat(verify("log", copy.toString())).startsWith("NOT verified");
    }

    @Test
    @Promise("P-46")
    void theTreeAndTheProofOfAnOldLeafStayValidAfterSixYearsAndAfterAnErasure() throws Exception {
        var old = SampleRecords.read(partner, patient);
        logs.append(name, List.of(new Leaf(old, "p-" + patient, 1)));
        append(299);
        String proof = "/audit/events/" + old.eventId() + "/proof";
        JsonNode before = json.readTree(get(proof, compliance, 200).body());
        Path token = Files.writeString(folder.resolve("token"), compliance);
        Path copy = folder.resolve("copy");
        String url = "http://localhost:%d/api/v1%s".formatted(port, own);
        verify("log", url, "--token-file", token.toString(), "--save", copy.toString());

        retention.run(Instant.now().plus(Duration.ofDays(7 * 366)));
        keys.eraseKey(patient);
        append(20);

        // Against the copy of before: nothing went, and what came is behind it.
        assertThat(verify("log", url, "--token-file", token.toString(), "--save", copy.toString()))
                .matches("(?s)verified: .* holds 32[0-9] leaves about 1 people .*");
        JsonNode after = json.readTree(get(proof, compliance, 200).body());
        assertThat(after.get("leaf")).isEqualTo(before.get("leaf"));
        assertThat(after.get("size").asLong()).isGreaterThan(before.get("size").asLong());
        assertThat(OfflineVerifier.inclusion(after, before.get("index").asString())).isZero();
        assertThat(OfflineVerifier.inclusion(before, before.get("index").asString())).isZero();
    }

    @Test
    @Promise("P-36")
    void anAccountingIsShownToBeCompleteOffline() throws Exception {
        append(300);
        logs.append(
                LogName.PLATFORM,
                List.of(new Leaf(SampleRecords.read(null, patient), "p-" + patient, 1)));

        byte[] file =
                get(
                                "/accounts/me/disclosures/accounting",
                                TestTokens.token(patient.value(), "patient"),
                                200)
                        .body();

        Path accounting = Files.write(folder.resolve("accounting.ndjson"), file);
        assertThat(verify("accounting", accounting.toString()))
                .startsWith("verified: 301 records about " + patient + " in 2 logs");
        var lines = new ArrayList<>(Files.readAllLines(accounting));
        lines.remove(17);
        lines.set(lines.size() - 1, lines.getLast().replace("301", "300"));
        Files.write(accounting, lines);
        assertThat(verify("accounting", accounting.toString())).startsWith("NOT verified");
        await().atMost(AuditApiTest.PATIENCE)
                .until(() -> found("?action=disclosure.download&subject=" + patient) == 1);
    }

    @Test
    @Promise("P-35")
    void theLayoutIsThatOfTlogTilesUnderItsOwnAddressAndByParameter() throws Exception {
        append(300);

        var note = get(own + "/checkpoint", anybody, 200);
        var full = get(own + "/tile/0/000", anybody, 200);
        var partial = get(own + "/tile/0/001.p/44", anybody, 200);
        assertThat(new String(note.body(), UTF_8))
                .startsWith("localhost" + own.replace("/log", "") + "\n300\n");
        assertThat(header(note, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(full.body()).hasSize(256 * 32);
        assertThat(header(full, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(full, "Cache-Control")).contains("immutable").contains("private");
        assertThat(partial.body()).hasSize(44 * 32);
        assertThat(header(partial, "Cache-Control")).doesNotContain("immutable");
        assertThat(get("/audit/log/tile/0/000?log=" + partner, anybody, 200).body())
                .isEqualTo(full.body());
        assertThat(get(own + "/tile/1/000.p/1", anybody, 200).body()).hasSize(32);
        get(own + "/tile/0/001.p/45", anybody, 404);
        get(own + "/tile/0/002", anybody, 404);
        get(own + "/tile/0/1", anybody, 404);
        get(own + "/tile/1/000", anybody, 404);
        get("/audit/log/par_x/tile/0/000", anybody, 404);
        get("/audit/log/" + SampleRecords.partner() + "/checkpoint", anybody, 404);
    }

    @Test
    @Promise({"P-05", "P-34"})
    void entriesAreForComplianceAndTheLogsOwnPartnerAndOnRecord() throws Exception {
        append(3);
        String admin = TestTokens.newAccountId();
        String bundle = own + "/tile/entries/000.p/3";

        get(bundle, anybody, 403);
        get(bundle, partnersAdmin(SampleRecords.partner(), TestTokens.newAccountId()), 404);
        get("/audit/log/tile/entries/000.p/1", partnersAdmin(partner, admin), 404);
        var answer = get(bundle, partnersAdmin(partner, admin), 200);

        assertThat(new String(answer.body(), UTF_8)).contains(patient.value());
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        await().atMost(AuditApiTest.PATIENCE)
                .until(() -> found("?action=audit.read&outcome=success&actor=" + admin) == 1);
    }

    private static String partnersAdmin(PartnerId partner, String account) {
        return TestTokens.staffToken(account, partner.value(), "partner-admin");
    }

    private void append(int count) {
        var leaves = new ArrayList<Leaf>();
        for (int i = 0; i < count; i++) {
            leaves.add(
                    new Leaf(
                            SampleRecords.read(partner, patient),
                            "producer-" + SampleRecords.account(),
                            1));
        }
        logs.append(name, leaves);
    }

    /** What {@code ./sano verify} prints first. */
    private String verify(String... line) throws Exception {
        String vkey =
                json.readTree(get("/audit/log/checkpoint", anybody, 200).body())
                        .get("vkey")
                        .asString();
        var all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--key", vkey));
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        Verify.run(all, out, out);
        return said.toString(UTF_8);
    }

    private int found(String query) throws Exception {
        return json.readTree(get("/audit/events" + query, compliance, 200).body())
                .get("items")
                .size();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<byte[]> get(String path, String token, int status) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(status);
            return answer;
        }
    }
}
