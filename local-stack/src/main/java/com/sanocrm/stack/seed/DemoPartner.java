package com.sanocrm.stack.seed;

import java.util.List;
import java.util.stream.Stream;

/** A clinical partner of the demo with its people, by the names that they log in with. */
record DemoPartner(
        String name,
        String title,
        String administrator,
        List<String> clinicians,
        List<String> patients) {
    static final List<DemoPartner> ALL =
            List.of(
                    new DemoPartner(
                            "clinic",
                            "Al Noor Clinic",
                            "partner-admin",
                            List.of("clinician", "clinician2"),
                            List.of("patient", "patient2")),
                    new DemoPartner(
                            "clinic2",
                            "Harbour Clinic",
                            "partner-admin2",
                            List.of("clinician3"),
                            List.of("patient3")));

    List<String> people() {
        return Stream.of(List.of(administrator), clinicians, patients)
                .flatMap(List::stream)
                .toList();
    }

    static String givenName(String person) {
        return switch (person) {
            case "partner-admin" -> "Nadia";
            case "partner-admin2" -> "Omar";
            case "clinician" -> "Salma";
            case "clinician2" -> "Karim";
            case "clinician3" -> "Lena";
            case "patient" -> "Amina";
            case "patient2" -> "Yusuf";
            case "patient3" -> "Hanna";
            default -> throw new IllegalArgumentException(person);
        };
    }
}
