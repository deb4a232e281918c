package com.sanocrm.bench.rights;

import com.sanocrm.bench.consent.OpenLoop;
import com.sanocrm.bench.consent.OpenLoop.Outcome;
import com.sanocrm.story.Answer;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Gateway;
import com.sanocrm.story.Session;
import com.sanocrm.story.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** People register by themselves, several at once, each waiting for the answer. */
final class NewPeople {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ASKED = 20;

    private final Stack stack;
    private final Gateway gateway;
    private final String policy;
    private final Queue<Registered> registered = new ConcurrentLinkedQueue<>();

    private record Registered(String accountId, String email, String password) {}

    /**
     * What came of it.
     *
     * @param accepted how many
     * @param seconds until the last of them was active
     */
    record Result(Outcome calls, int accepted, double seconds) {}

    NewPeople(Stack stack, Gateway gateway) throws Exception {
        this.stack = stack;
        this.gateway = gateway;
        this.policy = gateway.get(null, "/policies/current").expect(200, "policy").text("version");
    }

    /** Returns when all are active and some of them have logged in. */
    Result run(int callers, Duration time) throws Exception {
        long begin = System.nanoTime();
        Outcome calls = OpenLoop.closed(callers, time, _ -> register()).complete();
        Session support = stack.person("support");
        for (Registered one : registered) {
            Times.await(
                    "an account",
                    PATIENCE,
                    () ->
                            Optional.of(gateway.get(support, "/accounts/" + one.accountId()))
                                    .filter(answer -> answer.text("status").equals("active")));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Registered one : registered.stream().limit(ASKED).toList()) {
            Session person = stack.logIn("new", one.accountId(), one.email(), one.password());
            gateway.get(person, "/accounts/me").expect(200, "a new account");
        }
        Checks.demand(!registered.isEmpty(), "somebody registered");
        return new Result(calls, registered.size(), seconds);
    }

    private int register() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        String password = UUID.randomUUID().toString();
        Answer answer =
                gateway.post(
                        null,
                        "/registrations",
                        """
                        {"email": "%s", "password": "%s", "givenName": "Omar", "familyName": "Bench",
                         "birthDate": "1984-05-06", "acceptedPolicyVersion": "%s"}"""
                                .formatted(email, password, policy));
        if (answer.status() == 201) {
            registered.add(new Registered(answer.text("accountId"), email, password));
        }
        return answer.status();
    }
}
