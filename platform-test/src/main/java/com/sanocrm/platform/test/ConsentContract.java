package com.sanocrm.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged.Status;
import com.sanocrm.contracts.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What whoever decides consent must answer, written as people read it and apart from the code that
 * decides: the same people are told of to each implementation, the same questions asked, and the
 * first row that fits has the answer.
 */
public final class ConsentContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An active account of a person whose data may only be stored. */
    private static final String RESTRICTED = "RESTRICTED";

    private static final List<Row> ROWS =
            """
            purpose                | account     | country | choice  | policy  | signal | answer
            care-communication     | *           | *       | *       | *       | *      | permit essential-purpose
            account-notices        | *           | *       | *       | *       | *      | permit essential-purpose
            *                      | none        | *       | *       | *       | *      | deny account-unknown
            *                      | PENDING     | *       | *       | *       | *      | deny account-not-active
            *                      | QUARANTINED | *       | *       | *       | *      | deny account-not-active
            *                      | CLOSED      | *       | *       | *       | *      | deny account-not-active
            *                      | RESTRICTED  | *       | *       | *       | *      | deny processing-restricted
            behavioural-tracking   | ACTIVE      | *       | *       | *       | gpc    | deny browser-signal
            third-party-marketing  | ACTIVE      | *       | *       | *       | gpc    | deny browser-signal
            *                      | ACTIVE      | *       | denied  | *       | *      | deny choice-denied
            *                      | ACTIVE      | *       | granted | *       | *      | permit choice-granted
            promotional-email      | ACTIVE      | AE      | none    | granted | *      | permit policy-default-granted
            promotional-email      | ACTIVE      | none    | none    | granted | *      | permit policy-default-granted
            promotional-email      | ACTIVE      | US      | none    | granted | *      | permit policy-default-granted
            promotional-email      | ACTIVE      | *       | none    | *       | *      | deny policy-default-denied
            usage-analytics        | ACTIVE      | AE      | none    | granted | *      | permit policy-default-granted
            usage-analytics        | ACTIVE      | none    | none    | granted | *      | permit policy-default-granted
            usage-analytics        | ACTIVE      | US      | none    | granted | *      | permit policy-default-granted
            usage-analytics        | ACTIVE      | *       | none    | *       | *      | deny policy-default-denied
            newsletter             | ACTIVE      | *       | none    | *       | *      | deny no-choice-recorded
            third-party-marketing  | ACTIVE      | *       | none    | *       | none   | deny no-choice-recorded
            behavioural-tracking   | ACTIVE      | *       | none    | *       | none   | deny no-choice-recorded
            cross-border-transfer  | ACTIVE      | *       | none    | *       | *      | deny no-choice-recorded
            research               | ACTIVE      | *       | none    | *       | *      | deny no-choice-recorded
            """
                    .lines()
                    .skip(1)
                    .map(Row::of)
                    .toList();

    private ConsentContract() {}

    /** A way to decide, and how to tell it what it is to know. */
    public interface Implementation {
        /** Puts a policy in force that says this of each purpose that follows the policy. */
        void policy(Choice everyDefault);

        /** Tells of an account and its choices; may return before they have arrived. */
        void account(
                AccountId person,
                Status status,
                @Nullable String country,
                @Nullable Instant restrictedSince,
                Map<String, Choice> choices);

        /** The decision and its reason: {@code permit choice-granted}. */
        String decide(AccountId person, Purpose purpose, boolean gpc);
    }

    private record Row(List<String> values, String answer) {
        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Row(cells.subList(0, cells.size() - 1), cells.getLast());
        }

        boolean fits(List<String> question) {
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).equals("*") && !values.get(i).equals(question.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Somebody; the words are those of the rows. */
    private record Person(String account, String country, String choice) {
        Status status() {
            return account.equals(RESTRICTED) ? Status.ACTIVE : Status.valueOf(account);
        }

        @Nullable Instant restrictedSince() {
            return account.equals(RESTRICTED) ? Instant.EPOCH : null;
        }

        Map<String, Choice> choices() {
            return Choice.of(choice)
                    .map(
                            chosen ->
                                    Arrays.stream(Purpose.values())
                                            .filter(
                                                    Predicate.not(
                                                            purpose ->
                                                                    purpose.kind()
                                                                            == Purpose.Kind
                                                                                    .ESSENTIAL))
                                            .collect(
                                                    Collectors.toMap(
                                                            Purpose::wireName, _ -> chosen)))
                    .orElse(Map.of());
        }
    }

    /** Asks everything of everybody; leaves a policy in force that grants by default. */
    public static void verify(Implementation implementation) {
        Map<AccountId, Person> people = people();
        people.forEach(
                (id, person) -> {
                    if (!person.account().equals("none")) {
                        implementation.account(
                                id,
                                person.status(),
                                person.country().equals("none") ? null : person.country(),
                                person.restrictedSince(),
                                person.choices());
                    }
                });
        for (Choice policy : List.of(Choice.DENIED, Choice.GRANTED)) {
            implementation.policy(policy);
            people.forEach((id, person) -> awaitArrival(implementation, id, person, policy));
            people.forEach((id, person) -> everything(implementation, id, person, policy));
        }
    }

    private static void everything(
            Implementation implementation, AccountId id, Person person, Choice policy) {
        for (Purpose purpose : Purpose.values()) {
            for (boolean gpc : new boolean[] {false, true}) {
                assertThat(implementation.decide(id, purpose, gpc))
                        .as("%s for %s, policy %s, gpc %s", purpose, person, policy, gpc)
                        .isEqualTo(expected(person, purpose, policy, gpc));
            }
        }
    }

    /** Two answers that tell whether account, choices and policy are known. */
    private static void awaitArrival(
            Implementation implementation, AccountId id, Person person, Choice policy) {
        for (Purpose purpose : List.of(Purpose.RESEARCH, Purpose.USAGE_ANALYTICS)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .pollDelay(Duration.ZERO)
                    .until(
                            () -> implementation.decide(id, purpose, false),
                            expected(person, purpose, policy, false)::equals);
        }
    }

    private static String expected(Person person, Purpose purpose, Choice policy, boolean gpc) {
        var question =
                List.of(
                        purpose.wireName(),
                        person.account(),
                        person.country(),
                        person.choice(),
                        policy.wireName(),
                        gpc ? "gpc" : "none");
        return ROWS.stream()
                .filter(row -> row.fits(question))
                .findFirst()
                .map(Row::answer)
                .orElseThrow(() -> new IllegalStateException("no row for " + question));
    }

    private static Map<AccountId, Person> people() {
        List<Person> people = new ArrayList<>();
        people.add(new Person("none", "none", "none"));
        for (String choice : List.of("none", "granted", "denied")) {
            for (String status : List.of("PENDING", "QUARANTINED", "CLOSED", RESTRICTED)) {
                people.add(new Person(status, "AE", choice));
            }
            for (String country : List.of("AE", "DE", "US", "BR", "none")) {
                people.add(new Person("ACTIVE", country, choice));
            }
        }
        Map<AccountId, Person> byId = new LinkedHashMap<>();
        people.forEach(person -> byId.put(new AccountId(TestTokens.newAccountId()), person));
        return byId;
    }
}
