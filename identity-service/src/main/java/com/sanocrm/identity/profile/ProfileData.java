package com.sanocrm.identity.profile;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.identity.account.Accounts;
import com.sanocrm.platform.export.PortableData;
import com.sanocrm.platform.outbox.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The profile as its owner sees it. */
@Component
@Order(1)
class ProfileData implements PortableData {
    private final Accounts accounts;
    private final JsonMapper json;

    ProfileData(Accounts accounts, JsonMapper json) {
        this.accounts = accounts;
        this.json = json;
    }

    @Override
    public String section() {
        return "profile";
    }

    @Override
    public void records(AccountId person, Consumer<Object> each) {
        profile(person).ifPresent(each);
    }

    @Override
    public void resources(AccountId person, Consumer<FhirResource> each) {
        profile(person)
                .ifPresent(
                        profile -> {
                            String id = person.value().substring(AccountId.PREFIX.length() + 1);
                            each.accept(
                                    new FhirResource(
                                            "Patient",
                                            id,
                                            json.writeValueAsString(patient(id, profile))));
                        });
    }

    private Optional<Profile> profile(AccountId person) {
        return accounts.open(person)
                .map(Stored::state)
                .map(
                        account ->
                                Profile.from(
                                        account,
                                        accounts.reveal(account),
                                        accounts.revealWanted(account, Profile.EmailChange::new)));
    }

    private static Map<String, Object> patient(String id, Profile profile) {
        var patient = new LinkedHashMap<String, Object>();
        patient.put("resourceType", "Patient");
        patient.put("id", id);
        patient.put(
                "name",
                List.of(
                        Map.of(
                                "family", profile.familyName(),
                                "given", List.of(profile.givenName()))));
        var telecom = new ArrayList<Map<String, String>>();
        put(telecom, "email", profile.email());
        put(telecom, "phone", profile.phone());
        patient.put("telecom", telecom);
        if (profile.sex() != null) {
            patient.put("gender", profile.sex());
        }
        if (profile.birthDate() != null) {
            patient.put("birthDate", profile.birthDate().toString());
        }
        var address = profile.address();
        if (address != null) {
            var fhir = new LinkedHashMap<String, Object>();
            fhir.put(
                    "line",
                    address.line2() == null
                            ? List.of(address.line1())
                            : List.of(address.line1(), address.line2()));
            fhir.put("city", address.city());
            if (address.region() != null) {
                fhir.put("state", address.region());
            }
            if (address.postalCode() != null) {
                fhir.put("postalCode", address.postalCode());
            }
            fhir.put("country", address.country());
            patient.put("address", List.of(fhir));
        }
        return patient;
    }

    private static void put(
            List<Map<String, String>> telecom, String system, @Nullable String value) {
        if (value != null) {
            telecom.add(Map.of("system", system, "value", value));
        }
    }
}
