package com.sanocrm.story;

import com.sanocrm.story.MatrixCall.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a call may be answered, by what its operation declares and by whose things it is about. */
final class AnswerRules {
    /* Whoever may call it is asked for a fresh log-in first (RFC 9470). */
    private static final Set<String> STEPS_UP =
            Set.of("GET /accounts/me/social-security-number", "POST /accounts/me/email-change");

    private AnswerRules() {}

    /** What is wrong, in words. */
    static List<String> broken(List<Answered> answers) {
        var wrong = new ArrayList<String>();
        answers.stream().map(AnswerRules::wrong).flatMap(Optional::stream).forEach(wrong::add);
        wrong.addAll(toldApart(answers));
        return wrong;
    }

    /** Calls of a role that may make them, about what is not the caller's to reach. */
    static boolean isForeign(Answered answer) {
        MatrixCaller caller = answer.call().caller();
        return caller != null
                && answer.call().operation().isAboutSomebody()
                && answer.call().operation().mayBeCalledBy(caller.role())
                && !caller.reaches(answer.call().asked(), answer.call().operation());
    }

    /** Whether somebody learned or did what is not theirs. */
    static boolean isLeak(Answered answer) {
        MatrixCaller caller = answer.call().caller();
        Operation operation = answer.call().operation();
        return answer.succeeded()
                && !operation.open()
                && (caller == null || !operation.mayBeCalledBy(caller.role()) || isForeign(answer));
    }

    private static Optional<String> wrong(Answered answer) {
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
    private static List<String> toldApart(List<Answered> answers) {
        Map<String, List<Answered>> alike =
                answers.stream()
                        .filter(AnswerRules::isForeign)
                        .collect(
                                Collectors.groupingBy(
                                        answer ->
                                                answer.call().operation().name()
                                                        + Objects.requireNonNull(
                                                                        answer.call().caller())
                                                                .session()
                                                                .name()));
        return alike.values().stream()
                .filter(same -> same.stream().map(AnswerRules::withoutTrace).distinct().count() > 1)
                .map(same -> "told apart: " + same)
                .toList();
    }

    private static String withoutTrace(Answered answer) {
        /* What is wrong with a body is said in any order, before anything is looked up. */
        return answer.status() == 422
                ? "422"
                : answer.status() + answer.body().replaceAll("/traces/[0-9a-f]+", "");
    }
}
