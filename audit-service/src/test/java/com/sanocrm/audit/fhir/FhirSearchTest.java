package com.sanocrm.audit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.sanocrm.audit.Api;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.audit.log.Leaf;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.platform.test.TestTokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@AuditServiceTest
class FhirSearchTest {
    private static final String FHIR_JSON = "application/fhir+json";

    @LocalServerPort private int port;
    @Autowired private Logs logs;

    @Test
    void theSearchIsAnsweredAsABundleOfTheSameRecords() throws Exception {
        var compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));
        var partner = SampleRecords.partner();
        var patient = SampleRecords.account();
        var first = SampleRecords.read(partner, patient);
        var second = SampleRecords.read(partner, patient);
        logs.append(
                LogName.of(partner),
                List.of(new Leaf(first, "test-1", 1), new Leaf(second, "test-1", 2)));
        String search = "/audit/events?action=message.read&limit=1&subject=" + patient;

        HttpResponse<byte[]> answer = compliance.get(search, FHIR_JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(FHIR_JSON);
        var bundle = parsed(answer);
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
        String next = bundle.getLink(Bundle.LINK_NEXT).getUrl();
        assertThat(next).startsWith("http://localhost:8080/api/v1/audit/events?");
        var rest = parsed(compliance.get(next.substring(next.indexOf("/audit/")), FHIR_JSON));
        assertThat(Stream.of(bundle, rest).flatMap(page -> ids(page).stream()))
                .containsExactlyInAnyOrder(
                        FhirAuditEvent.idOf(first.eventId()),
                        FhirAuditEvent.idOf(second.eventId()));
        assertThat(ids(bundle)).hasSize(1);
        assertThat(rest.getLink(Bundle.LINK_NEXT)).isNull();
    }

    @Test
    void whoAsksForNothingOrForJsonGetsJson() throws Exception {
        var compliance = new Api(port, TestTokens.token(TestTokens.newAccountId(), "compliance"));

        for (String accept : List.of("*/*", "application/json")) {
            assertThat(compliance.get("/audit/events", accept).headers().firstValue("Content-Type"))
                    .contains("application/json");
        }
        var patient = new Api(port, TestTokens.token(TestTokens.newAccountId(), "patient"));
        assertThat(patient.get("/audit/events", FHIR_JSON).statusCode()).isEqualTo(403);
    }

    private static Bundle parsed(HttpResponse<byte[]> answer) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, new String(answer.body(), UTF_8));
    }

    private static List<String> ids(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof AuditEvent)
                .map(entry -> entry.getFullUrl().replace("urn:uuid:", ""))
                .toList();
    }
}
