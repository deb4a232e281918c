package com.sanocrm.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import com.sanocrm.story.MatrixCall.Answered;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of every service, called by every role of two clinics and of the platform, about
 * the things of each clinic and of nobody: the answer is what the operation declares, and the audit
 * log has exactly the records that it should.
 */
@ExtendWith(RunningStack.class)
class AccessMatrixIT {
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /* A success leaves no record; all others must. */
    private static final Map<String, String> WITHOUT_RECORD =
            Map.of(
                    "GET /mail-templates", "a partner's words are about nobody",
                    "GET /recipients", "organisations",
                    "GET /policies/acceptance", "versions of the policy",
                    "GET /messages/stream", "it says that something is there, by ids",
                    "GET /analytics/events/stream", "de-identified");
    /* Records follow what it changes; asked for again it changes nothing. */
    private static final Set<String> MAY_CHANGE_NOTHING =
            Set.of(
                    "PUT /partners/{partnerId}/care-relationships/{accountId}",
                    "POST /conversations/{id}/close",
                    "POST /conversations/{id}/assign",
                    "POST /conversations/{id}/read");

    /* Whoever may call it is asked for a fresh log-in first (RFC 9470). */
    private static final Set<String> STEPS_UP = Set.of("GET /accounts/me/social-security-number");

    private final Stack stack = RunningStack.STACK;
    private final Gateway gateway = stack.gateway();

    @Test
    @Promise({"P-05", "P-34"})
    void everyCallIsAnsweredAsDeclaredAndOnRecord() throws Exception {
        List<Operation> operations = Operation.all(gateway.base());
        List<MatrixCaller> callers = MatrixCaller.all(stack);
        Tenant clinic = tenant("clinic", "patient", "clinician");
        Tenant clinic2 = tenant("clinic2", "patient3", "clinician3");
        Instant start = Instant.now().minusSeconds(1);

        List<Answered> answers =
                make(calls(operations, callers, List.of(clinic, clinic2, Tenant.nobody())));

        List<String> wrong =
                new ArrayList<>(
                        answers.stream()
                                .map(AccessMatrixIT::wrongAnswer)
                                .flatMap(Optional::stream)
                                .toList());
        wrong.addAll(probes(answers));
        wrong.addAll(wrongRecords(answers, start));
        System.out.printf(
                "Matrix: %d operations, %d calls, %d of them about others' things, %d wrong%n",
                operations.size(),
                answers.size(),
                answers.stream().filter(AccessMatrixIT::isForeign).count(),
                wrong.size());
        assertThat(operations).hasSizeGreaterThan(50);
        assertThat(answers).filteredOn(Answered::succeeded).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private Tenant tenant(String name, String patient, String clinician) throws Exception {
        Session person = stack.person(patient);
        String partnerId =
                stack.credentials().path("partners").path(name).path("partnerId").asString();
        String conversation =
                gateway.post(
                                person,
                                "/conversations",
                                """
                                {"partnerId": "%s", "subject": "Matrix", "category": "question"}"""
                                        .formatted(partnerId))
                        .expect(201, "a conversation")
                        .text("conversationId");
        String event =
                Checks.await(
                        "a record about " + patient,
                        () ->
                                Optional.of(
                                                gateway.get(person, "/accounts/me/disclosures")
                                                        .body()
                                                        .path("items")
                                                        .path(0)
                                                        .path("eventId")
                                                        .asString(""))
                                        .filter(id -> !id.isEmpty()));
        return new Tenant(
                name,
                partnerId,
                person.accountId(),
                stack.person(clinician).accountId(),
                conversation,
                event);
    }

    private static List<MatrixCall> calls(
            List<Operation> operations, List<MatrixCaller> callers, List<Tenant> tenants) {
        List<MatrixCall> calls = new ArrayList<>();
        for (Operation operation : operations) {
            Tenant first = tenants.getFirst();
            if (!operation.open()) {
                calls.add(MatrixCall.of(operation, null, first));
            }
            for (MatrixCaller caller : callers) {
                boolean allowed = operation.mayBeCalledBy(caller.role());
                boolean one = !allowed || !isAboutSomebody(operation);
                for (Tenant asked : one ? List.of(first) : tenants) {
                    if (!allowed || !doesHarm(operation, caller, asked)) {
                        calls.add(MatrixCall.of(operation, caller, asked));
                    }
                }
            }
        }
        return calls;
    }

    private static boolean isAboutSomebody(Operation operation) {
        return Tenant.isNamedIn(operation.path()) || operation.name().equals("POST /conversations");
    }

    /** What would end the demo people's accounts and care; the stories of these show it. */
    private static boolean doesHarm(Operation operation, MatrixCaller caller, Tenant asked) {
        return operation.method().equals("DELETE")
                && (!isAboutSomebody(operation) || caller.reaches(asked));
    }

    private List<Answered> make(List<MatrixCall> calls) throws Exception {
        URI base = gateway.base();
        try (HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Answered>> tasks =
                    calls.stream()
                            .map(call -> (Callable<Answered>) () -> call.make(http, base))
                            .toList();
            List<Answered> answers = new ArrayList<>();
            for (Future<Answered> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static boolean isForeign(Answered answer) {
        MatrixCaller caller = answer.call().caller();
        return caller != null
                && isAboutSomebody(answer.call().operation())
                && answer.call().operation().mayBeCalledBy(caller.role())
                && !caller.reaches(answer.call().asked());
    }

    private static Optional<String> wrongAnswer(Answered answer) {
        Operation operation = answer.call().operation();
        MatrixCaller caller = answer.call().caller();
        int status = answer.status();
        boolean right;
        if (status >= 500 || status == 429) {
            right = false;
        } else if (operation.open()) {
            right = status != 401 && status != 403;
        } else if (caller == null) {
            right = status == 401;
        } else if (!operation.mayBeCalledBy(caller.role())) {
            right = status == 403;
        } else if (isForeign(answer)) {
            boolean body = answer.call().asked().body(operation).equals("{}");
            right = status == 404 || (operation.takesBody() && body && status == 422);
        } else {
            right = status != 403 && (status != 401 || STEPS_UP.contains(operation.name()));
        }
        return right ? Optional.empty() : Optional.of(answer.toString());
    }

    /** What another tenant has and what nobody has are answered in the same words. */
    private static List<String> probes(List<Answered> answers) {
        Map<String, List<Answered>> alike =
                answers.stream()
                        .filter(AccessMatrixIT::isForeign)
                        .collect(
                                Collectors.groupingBy(
                                        answer ->
                                                answer.call().operation().name()
                                                        + Objects.requireNonNull(
                                                                        answer.call().caller())
                                                                .session()
                                                                .name()));
        return alike.values().stream()
                .filter(
                        same ->
                                same.stream().map(AccessMatrixIT::withoutTrace).distinct().count()
                                        > 1)
                .map(same -> "told apart: " + same)
                .toList();
    }

    private static String withoutTrace(Answered answer) {
        /* What is wrong with a body is said in any order, before anything is looked up. */
        return answer.status() == 422
                ? "422"
                : answer.status() + answer.body().replaceAll("/traces/[0-9a-f]+", "");
    }

    /** Records follow within moments; what is wrong then stays wrong. */
    private List<String> wrongRecords(List<Answered> answers, Instant start) throws Exception {
        Session compliance = stack.person("compliance");
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        List<String> wrong;
        do {
            RecordsByTrace records = RecordsByTrace.since(gateway, compliance, start);
            wrong =
                    answers.stream()
                            .flatMap(answer -> wrongRecords(answer, records.of(answer.call())))
                            .toList();
        } while (!wrong.isEmpty() && System.nanoTime() < giveUp);
        return wrong;
    }

    private static Stream<String> wrongRecords(Answered answer, List<JsonNode> records) {
        Operation operation = answer.call().operation();
        MatrixCaller caller = answer.call().caller();
        if (operation.open()) {
            return Stream.empty();
        }
        boolean right;
        if (caller != null && (answer.status() == 403 || answer.status() == 404)) {
            right =
                    records.size() == 1
                            && is(records.getFirst(), "outcome", "refused")
                            && is(records.getFirst(), "action", operation.action())
                            && is(records.getFirst(), "resourceType", operation.resource());
        } else if (answer.succeeded() && mustBeRecorded(operation)) {
            right =
                    (!records.isEmpty() || mayHaveNoRecord(answer))
                            && records.stream().allMatch(it -> is(it, "outcome", "success"));
        } else {
            right = records.isEmpty();
        }
        boolean byCaller =
                caller == null
                        || records.stream()
                                .filter(it -> !is(it, "actorRole", "system"))
                                .allMatch(it -> is(it, "actorRole", caller.role()));
        return right && byCaller
                ? Stream.empty()
                : Stream.of(answer + " and is recorded as " + shortly(records));
    }

    private static boolean mustBeRecorded(Operation operation) {
        return operation.recorded() && !WITHOUT_RECORD.containsKey(operation.name());
    }

    /** An empty list tells of nobody. */
    private static boolean mayHaveNoRecord(Answered answer) {
        return MAY_CHANGE_NOTHING.contains(answer.call().operation().name())
                || answer.body().startsWith("{\"items\":[]");
    }

    private static boolean is(JsonNode record, String field, String wanted) {
        return record.path(field).asString("").equals(wanted);
    }

    private static List<String> shortly(List<JsonNode> records) {
        return records.stream()
                .map(
                        it ->
                                it.path("action").asString("")
                                        + " "
                                        + it.path("outcome").asString("")
                                        + " "
                                        + it.path("actorRole").asString(""))
                .toList();
    }
}
