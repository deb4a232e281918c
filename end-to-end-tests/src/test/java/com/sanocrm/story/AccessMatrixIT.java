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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every operation of every service, called by every role of two clinics and of the platform, about
 * the things of each clinic and of nobody: the answer is what the operation declares, the operation
 * declares what docs/access.md says, and the audit log has exactly the records that it should.
 */
@ExtendWith(RunningStack.class)
class AccessMatrixIT {
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stack stack = RunningStack.STACK;
    private final Gateway gateway = stack.gateway();

    @Test
    @Promise({"P-05", "P-34"})
    void everyCallIsAnsweredAsDeclaredAndOnRecord() throws Exception {
        List<Operation> operations = Operation.all(gateway.base());
        List<MatrixCaller> callers = MatrixCaller.all(stack);
        List<Tenant> tenants =
                List.of(
                        new Belongings(stack, "clinic", "patient", "clinician", "partner-admin")
                                .made(),
                        new Belongings(stack, "clinic2", "patient3", "clinician3", "partner-admin2")
                                .made(),
                        Tenant.nobody());
        takeIntoCare(tenants.getFirst(), stack.person("clinician2").accountId());
        Instant start = Instant.now().minusSeconds(1);

        List<Answered> answers = make(calls(operations, callers, tenants));

        List<String> wrong = new ArrayList<>(DeclaredAccess.broken(operations));
        wrong.addAll(AnswerRules.broken(answers));
        wrong.addAll(brokenRecords(answers, start));
        wrong.addAll(keysWithoutRecord());
        wrong.addAll(notShown(operations, answers));
        System.out.printf(
                "Matrix: %d operations x %d callers x %d tenants: %d calls, %d about others'"
                        + " things, %d leaks, %d wrong%n",
                operations.size(),
                callers.size() + 1,
                tenants.size(),
                answers.size(),
                answers.stream().filter(AnswerRules::isForeign).count(),
                answers.stream().filter(AnswerRules::isLeak).count(),
                wrong.size());
        assertThat(wrong).isEmpty();
    }

    /** By others than the calls will name, so that the first of these changes something. */
    private void takeIntoCare(Tenant asked, String clinicianId) throws Exception {
        gateway.put(
                        stack.person("partner-admin"),
                        "/partners/%s/care-relationships/%s"
                                .formatted(asked.partnerId(), asked.patientId()),
                        "{\"clinicianIds\": [\"%s\", \"%s\"]}"
                                .formatted(asked.clinicianId(), clinicianId))
                .expect(200, "a care relationship");
    }

    /** Of all that this stack has done so far. */
    private List<String> keysWithoutRecord() throws Exception {
        List<String> unexplained = new ArrayList<>();
        gateway.get(stack.person("compliance"), "/audit/gaps?limit=100")
                .expect(200, "the gaps of the audit log")
                .body()
                .path("items")
                .forEach(
                        gaps ->
                                gaps.path("unexplained")
                                        .forEach(
                                                id ->
                                                        unexplained.add(
                                                                "a data key without a record: "
                                                                        + id.asString(""))));
        return unexplained;
    }

    private static List<MatrixCall> calls(
            List<Operation> operations, List<MatrixCaller> callers, List<Tenant> tenants) {
        List<MatrixCall> calls = new ArrayList<>();
        for (Operation operation : operations) {
            List<Tenant> asked =
                    operation.isAboutSomebody() ? tenants : List.of(tenants.getFirst());
            for (Tenant tenant : asked) {
                calls.add(MatrixCall.of(operation, null, tenant));
                callers.stream()
                        .filter(caller -> !NotCalled.doesHarm(operation, caller, tenant))
                        .forEach(caller -> calls.add(MatrixCall.of(operation, caller, tenant)));
            }
        }
        return calls;
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

    /** Records follow within moments; what is wrong then stays wrong. */
    private List<String> brokenRecords(List<Answered> answers, Instant start) throws Exception {
        Session compliance = stack.person("compliance");
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        List<String> broken;
        do {
            broken = RecordRules.broken(answers, RecordsByTrace.since(gateway, compliance, start));
        } while (!broken.isEmpty() && System.nanoTime() < giveUp);
        return broken;
    }

    /** An operation of which no call succeeds shows no record: each is named with its reason. */
    private static List<String> notShown(List<Operation> operations, List<Answered> answers) {
        Set<String> shown =
                answers.stream()
                        .filter(Answered::succeeded)
                        .map(answer -> answer.call().operation().name())
                        .collect(Collectors.toSet());
        return operations.stream()
                .filter(operation -> !operation.open())
                .map(Operation::name)
                .filter(name -> shown.contains(name) == NotCalled.WITHOUT_SUCCESS.containsKey(name))
                .map(
                        name ->
                                (shown.contains(name)
                                                ? "succeeds, though listed: "
                                                : "never succeeds: ")
                                        + name)
                .toList();
    }
}
