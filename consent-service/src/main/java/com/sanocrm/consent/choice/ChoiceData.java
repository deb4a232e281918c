package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.export.PortableData;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every choice of the person, the newest first, with its evidence. */
@Component
@Order(1)
class ChoiceData implements PortableData {
    private static final int PAGE = 100;
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private final PersonConsents people;
    private final JsonMapper json;
    private final String platform;

    ChoiceData(PersonConsents people, JsonMapper json, PlatformSettings settings) {
        this.people = people;
        this.json = json;
        this.platform = settings.publicUrl().toString();
    }

    @Override
    public String section() {
        return "choices";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        people.find(person)
                .ifPresent(known -> forEach(known, one -> each.accept(ChoiceView.from(one))));
    }

    @Override
    public void resources(AccountId person, Consumer<FhirResource> each) {
        people.find(person)
                .ifPresent(
                        known -> {
                            Set<Long> holding =
                                    known.held().values().stream()
                                            .map(RecordedChoice::number)
                                            .collect(Collectors.toSet());
                            forEach(
                                    known,
                                    one ->
                                            each.accept(
                                                    resource(
                                                            person,
                                                            one,
                                                            holding.contains(one.number()))));
                        });
    }

    private void forEach(PersonConsent person, Consumer<RecordedChoice> each) {
        List<RecordedChoice> page = people.before(person, Long.MAX_VALUE, PAGE);
        while (!page.isEmpty()) {
            page.forEach(each);
            page = people.before(person, page.getLast().number(), PAGE);
        }
    }

    private FhirResource resource(AccountId person, RecordedChoice choice, boolean holds) {
        String id =
                UUID.nameUUIDFromBytes(
                                ("consent|" + person.value() + "|" + choice.number())
                                        .getBytes(StandardCharsets.UTF_8))
                        .toString();
        var consent = new LinkedHashMap<String, Object>();
        consent.put("resourceType", "Consent");
        consent.put("id", id);
        consent.put("status", holds ? "active" : "inactive");
        consent.put("scope", coded(TERMINOLOGY + "consentscope", "patient-privacy"));
        consent.put("category", List.of(coded("http://loinc.org", "59284-0")));
        consent.put(
                "patient",
                Map.of(
                        "reference",
                        FhirResource.reference(
                                person.value().substring(AccountId.PREFIX.length() + 1))));
        consent.put("dateTime", choice.at());
        consent.put("policyRule", coded(platform + "/policies", choice.shown().policyVersion()));
        consent.put(
                "provision",
                Map.of(
                        "type",
                        choice.decision() == Choice.GRANTED ? "permit" : "deny",
                        "purpose",
                        List.of(
                                Map.of(
                                        "system",
                                        platform + "/purposes",
                                        "code",
                                        choice.purpose().wireName()))));
        return new FhirResource("Consent", id, json.writeValueAsString(consent));
    }

    private static Map<String, Object> coded(String system, String code) {
        return Map.of("coding", List.of(Map.of("system", system, "code", code)));
    }
}
