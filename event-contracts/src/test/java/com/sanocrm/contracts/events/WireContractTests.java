package com.sanocrm.contracts.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every event has a schema that says what its record says, and a golden file that obeys it. */
class WireContractTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The properties that look like an identifier and are none, with the reason. */
    private static final Set<String> NOT_A_PERSONS =
            Set.of(
                    // Sealed for messaging-service alone.
                    "com.sanocrm.identity.contact-point-changed.v1:sealedEmail",
                    "com.sanocrm.consent.newsletter-subscription-changed.v1:sealedEmail",
                    "com.sanocrm.identity.parent-asked.v1:sealedEmail",
                    "com.sanocrm.identity.email-change-letter.v1:sealedEmail",
                    // An organisation's public name.
                    "com.sanocrm.identity.partner-changed.v1:name",
                    // A count of characters.
                    "com.sanocrm.messaging.message-sent.v1:bodyLength");

    private static final List<String> IDENTIFYING =
            List.of(
                    "email",
                    "mail",
                    "name",
                    "phone",
                    "birth",
                    "ssn",
                    "socialsecurity",
                    "address",
                    "postal",
                    "city",
                    "street",
                    "body",
                    "text");

    @ParameterizedTest
    @EnumSource
    void theSchemaSaysWhatTheRecordSays(EventType type) {
        assertThat(read("schemas", type))
                .as("the schema file should be%n%s", RecordSchema.print(type))
                .isEqualTo(RecordSchema.of(type));
    }

    @ParameterizedTest
    @EnumSource
    void theGoldenFileObeysTheSchemaAndShowsEveryComponent(EventType type) {
        var golden = read("golden", type);

        assertThat(errors(type, golden)).isEmpty();
        assertThat(golden.propertyNames())
                .containsExactly(
                        Arrays.stream(type.recordType().getRecordComponents())
                                .map(component -> component.getName())
                                .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void aGoldenFileWithoutARequiredPropertyIsRefused(EventType type) {
        for (JsonNode required : read("schemas", type).get("required")) {
            var wrong = read("golden", type);
            wrong.remove(required.asString());

            assertThat(errors(type, wrong)).as("without %s", required).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\": \"SUCCESS\"}",
                "{\"eventId\": \"acc_0197a1b2-0000-7000-8000-000000000001\"}",
                "{\"time\": \"2026-01-02T03:04:05Z\"}",
                "{\"actorId\": null}",
                "{\"action\": 7}"
            })
    void aSeededWrongValueIsRefused(String change) {
        var wrong = read("golden", EventType.AUDIT_RECORDED);
        wrong.setAll((ObjectNode) JSON.readTree(change));

        assertThat(errors(EventType.AUDIT_RECORDED, wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPropertyOfANewerReleaseIsAccepted(EventType type) {
        var newer = read("golden", type).put("addedLater", "x");

        assertThat(errors(type, newer)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noPropertyIdentifiesAPerson(EventType type) {
        assertThat(identifying(type, read("schemas", type))).isEmpty();
    }

    @Test
    void aSeededDirectIdentifierIsFound() {
        var schema = RecordSchema.of(EventType.ACCOUNT_CHANGED);
        ((ObjectNode) schema.get("properties")).putObject("birthDate");

        assertThat(identifying(EventType.ACCOUNT_CHANGED, schema)).containsExactly("birthDate");
    }

    private static Stream<String> identifying(EventType type, JsonNode schema) {
        return schema.get("properties").propertyNames().stream()
                .filter(name -> !NOT_A_PERSONS.contains(type.wireName() + ":" + name))
                .filter(
                        name ->
                                IDENTIFYING.stream()
                                        .anyMatch(name.toLowerCase(Locale.ROOT)::contains));
    }

    private static List<Error> errors(EventType type, JsonNode instance) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(read("schemas", type).toString());
        return schema.validate(instance.toString(), InputFormat.JSON);
    }

    private static ObjectNode read(String folder, EventType type) {
        var path = "/" + folder + "/" + type.wireName() + ".json";
        try (var in = WireContractTests.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
