package com.sanocrm.story;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One row of the matrix.
 *
 * @param tenant the clinic whose staff, software or patient it is; empty for the platform's own
 */
record MatrixCaller(Session session, String role, String tenant) {
    private static final List<List<String>> PEOPLE =
            List.of(
                    List.of("patient", "patient", "clinic"),
                    List.of("patient2", "patient", "clinic"),
                    List.of("clinician", "clinician", "clinic"),
                    List.of("partner-admin", "partner-admin", "clinic"),
                    List.of("patient3", "patient", "clinic2"),
                    List.of("clinician3", "clinician", "clinic2"),
                    List.of("partner-admin2", "partner-admin", "clinic2"),
                    List.of("support", "support", ""),
                    List.of("compliance", "compliance", ""),
                    List.of("analyst", "analyst", ""),
                    List.of("operator", "operator", ""));

    private static final Set<String> HANDLE_REQUESTS = Set.of("support", "compliance");

    static List<MatrixCaller> all(Stack stack) throws IOException {
        List<MatrixCaller> all = new ArrayList<>();
        for (List<String> person : PEOPLE) {
            all.add(new MatrixCaller(stack.person(person.get(0)), person.get(1), person.get(2)));
        }
        for (String clinic : List.of("clinic", "clinic2")) {
            JsonNode partner = stack.credentials().path("partners").path(clinic);
            all.add(
                    new MatrixCaller(
                            stack.system(
                                    clinic + "-system",
                                    partner.path("clientId").asString(),
                                    partner.path("clientSecret").asString()),
                            "partner-system",
                            clinic));
        }
        return all;
    }

    /** Whether what the tenant has is the caller's to reach, if the role allows the operation. */
    boolean reaches(Tenant asked, Operation operation) {
        if (asked.name().equals("nobody")) {
            return false;
        }
        if (asked.patientId().equals(session.accountId())) {
            return true;
        }
        return operation.isAboutOwnersThing()
                ? HANDLE_REQUESTS.contains(role)
                : !role.equals("patient") && (tenant.isEmpty() || tenant.equals(asked.name()));
    }
}
