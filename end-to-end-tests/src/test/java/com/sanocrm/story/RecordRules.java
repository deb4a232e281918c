package com.sanocrm.story;

import com.sanocrm.story.MatrixCall.Answered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which records a call must leave, and that it leaves no others. */
final class RecordRules {
    /* Asked for again it changes nothing; of all calls one at least leaves a record. */
    private static final Set<String> MAY_CHANGE_NOTHING =
            Set.of(
                    "PUT /partners/{partnerId}/care-relationships/{accountId}",
                    "POST /conversations/{id}/close",
                    "POST /conversations/{id}/assign",
                    "POST /conversations/{id}/read");

    /* Asked for again it shows what is there, and that is what it leaves a record of. */
    private static final Map<String, String> SHOWS_WHEN_REPEATED =
            Map.of("POST /privacy-requests", "privacy-request.read");

    private RecordRules() {}

    /** What is wrong, in words. */
    static List<String> broken(List<Answered> answers, RecordsByTrace records) {
        return Stream.concat(
                        answers.stream()
                                .flatMap(answer -> wrong(answer, records.of(answer.call()))),
                        neverRecorded(answers, records))
                .toList();
    }

    private static Stream<String> wrong(Answered answer, List<JsonNode> all) {
        List<JsonNode> own = all.stream().filter(it -> !is(it, "actorRole", "system")).toList();
        boolean right = isRight(answer, own) && isByAndAbout(answer, own);
        return right
                ? Stream.empty()
                : Stream.of(
                        answer
                                + " and is recorded as "
                                + all.stream().map(RecordRules::shortly).toList());
    }

    private static boolean isRight(Answered answer, List<JsonNode> records) {
        Operation operation = answer.call().operation();
        int status = answer.status();
        if (operation.open()) {
            return records.isEmpty();
        }
        if (answer.call().caller() != null && (status == 403 || status == 404)) {
            return records.size() == 1
                    && is(records.getFirst(), "outcome", "refused")
                    && isDeclared(records.getFirst(), operation);
        }
        if (answer.succeeded() && operation.recorded()) {
            return (mayHaveNone(answer) && records.isEmpty())
                    || (records.stream().anyMatch(it -> isOfAction(it, operation))
                            && records.stream().allMatch(it -> is(it, "outcome", "success"))
                            && records.stream().map(RecordRules::whole).distinct().count()
                                    == records.size());
        }
        return records.isEmpty();
    }

    /** Under the name of who called, and of whose account the path names. */
    private static boolean isByAndAbout(Answered answer, List<JsonNode> records) {
        MatrixCaller caller = answer.call().caller();
        if (caller == null) {
            return true;
        }
        String path = answer.call().operation().path();
        String person =
                path.contains("{accountId}")
                        ? answer.call().asked().patientId()
                        : (path + "/").contains("/me/") ? caller.session().accountId() : "";
        return records.stream()
                .allMatch(
                        it ->
                                is(it, "actorRole", caller.role())
                                        && isBy(it, caller.session().accountId())
                                        && (!answer.succeeded()
                                                || tellsOfNobody(answer)
                                                || person.isEmpty()
                                                || is(it, "subjectId", person)));
    }

    /** Of a partner's software the test does not know the account. */
    private static boolean isBy(JsonNode record, String accountId) {
        return accountId.isEmpty() || is(record, "actorId", accountId);
    }

    /** Operations that succeeded and of which no call left a record, whoever made it. */
    private static Stream<String> neverRecorded(List<Answered> answers, RecordsByTrace records) {
        return answers.stream()
                .filter(answer -> !answer.call().operation().open())
                .filter(answer -> answer.call().operation().recorded())
                .filter(answer -> answer.succeeded() && !tellsOfNobody(answer))
                .collect(
                        Collectors.groupingBy(
                                answer -> answer.call().operation().name(),
                                TreeMap::new,
                                Collectors.summingInt(answer -> records.of(answer.call()).size())))
                .entrySet()
                .stream()
                .filter(operation -> operation.getValue() == 0)
                .map(operation -> operation.getKey() + " never leaves a record");
    }

    private static boolean mayHaveNone(Answered answer) {
        return MAY_CHANGE_NOTHING.contains(answer.call().operation().name())
                || tellsOfNobody(answer);
    }

    /** An empty list. */
    private static boolean tellsOfNobody(Answered answer) {
        return answer.body().startsWith("{\"items\":[]");
    }

    private static boolean isDeclared(JsonNode record, Operation operation) {
        return isOfAction(record, operation) && is(record, "resourceType", operation.resource());
    }

    /** What a success makes or shows may be a part of what the path names. */
    private static boolean isOfAction(JsonNode record, Operation operation) {
        return is(record, "action", operation.action())
                || is(record, "action", SHOWS_WHEN_REPEATED.getOrDefault(operation.name(), "-"));
    }

    private static boolean is(JsonNode record, String field, String wanted) {
        return record.path(field).asString("").equals(wanted);
    }

    /** All but what differs between two records of the same. */
    private static String whole(JsonNode record) {
        return Stream.of("action", "subjectId", "partnerId", "resourceType", "resourceId")
                .map(field -> record.path(field).asString(""))
                .collect(Collectors.joining("|"));
    }

    private static String shortly(JsonNode record) {
        return Stream.of("action", "resourceType", "outcome", "actorRole", "actorId", "subjectId")
                .map(field -> record.path(field).asString("-"))
                .collect(Collectors.joining(" "));
    }
}
