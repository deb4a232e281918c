package com.sanocrm.story;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which places for text in requests are not for what tells about a person, and why. */
final class PersonalFields {
    /** By what the whole name of the field matches. */
    private static final Map<String, String> NOT_PERSONAL =
            Map.ofEntries(
                    Map.entry(".*[/?][a-zA-Z]*(Id|Ids/-|upTo)", "an id that we gave"),
                    Map.entry(
                            "(GET|POST) /audit/(events|exports) (.*/)?(subject|actor|action|outcome)",
                            "of a search, by ids and names of ours"),
                    Map.entry(".*[?](query/)?(actor|subject)", "an id that we gave"),
                    Map.entry(".*[/?](from|to|at|until|discoveredAt)", "a time"),
                    Map.entry(
                            ".*[?](cursor|limit|status|log|lang|groupBy|interval|purposeOfUse)",
                            "of a search"),
                    Map.entry(".*/(country|region)", "so coarse that events carry it"),
                    Map.entry(".*Sha256|.*/wordingHash", "a digest"),
                    Map.entry(
                            ".*/(language|acceptedPolicyVersion|formToken)", "our own, sent back"),
                    Map.entry(
                            ".*/(signedOn|endsOn|runsUntil|servedOn|lastRevised)",
                            "a date of a document"),
                    Map.entry("POST /(campaigns|mail-templates) .*", "a partner's words to many"),
                    Map.entry(
                            "POST /service-mails /(date|reference)",
                            "digits and capitals by its pattern, for a template's place"),
                    Map.entry(
                            "POST /consents/[{]accountId[}]/[{]purpose[}] /reference",
                            "a ticket's number by its pattern"),
                    Map.entry(
                            "POST /legal-cases.* /(authority|recipient|recipientAddress|ground)",
                            "of an authority and its case"),
                    Map.entry("POST /email-confirmations/.* /code", "six digits of ours"),
                    Map.entry("POST /(partners|recipients) /name", "an organisation"),
                    Map.entry(
                            "POST /recipients /contract/.*|.*/signatory",
                            "of a contract between organisations"),
                    Map.entry("POST /policies .*|POST /disclosures /categories/-", "published"),
                    Map.entry(
                            "PUT .*/allowedOrigins/-|POST .*/webhooks /url",
                            "an address of a partner's site"));

    private PersonalFields() {}

    static boolean isPersonal(String field) {
        return NOT_PERSONAL.keySet().stream().noneMatch(pattern -> Pattern.matches(pattern, field));
    }

    /** Those of the exceptions that no field is one of any more. */
    static List<String> stale(Set<String> fields) {
        return NOT_PERSONAL.keySet().stream()
                .filter(
                        pattern ->
                                fields.stream().noneMatch(field -> Pattern.matches(pattern, field)))
                .toList();
    }
}
