package com.sanocrm.identity.registration;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.identity.account.Ages;
import com.sanocrm.identity.account.Transfer;
import com.sanocrm.identity.policy.Policies;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemException.FieldProblem;
import com.sanocrm.platform.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may come in. Age is asked before anything else; nothing here keeps anything. */
@Component
class Admission {
    static final ProblemType UNDER_AGE =
            new ProblemType("under-age", 422, "The service is for people of 13 and over");
    static final ProblemType POLICY_NOT_CURRENT =
            new ProblemType("policy-not-current", 422, "The policy has a newer version");

    private final Policies policies;
    private final Validator validator;
    private final Clock clock;

    Admission(Policies policies, Validator validator, Clock clock) {
        this.policies = policies;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * The choices of a form that may be taken in.
     *
     * @throws ProblemException for the first of: under 13, a value that is not allowed, a transfer
     *     abroad that is not granted
     */
    Map<String, Choice> require(RegistrationForm form) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        @Nullable LocalDate birthDate = form.birthDate();
        int age = birthDate == null ? -1 : Ages.in(birthDate, today);
        if (age >= 0 && age < Ages.FIRST_AGE) {
            throw new ProblemException(
                    UNDER_AGE, "Nothing of this request was kept. A parent can write to us.");
        }
        List<FieldProblem> problems = problems(form, age);
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ProblemType.VALIDATION_FAILED,
                    "See errors for the values to change.",
                    problems);
        }
        Map<String, Choice> choices = choices(form);
        Transfer.require(form.address(), choices);
        return choices;
    }

    /**
     * @throws ProblemException 503 while no policy is known, 422 if another version is in force
     */
    void requireCurrentPolicy(String accepted) {
        String current =
                policies.current()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemType.UNAVAILABLE,
                                                "The policy is not known yet. Try again in a few seconds."));
        if (!current.equals(accepted)) {
            throw new ProblemException(
                    POLICY_NOT_CURRENT, "Read and accept GET /api/v1/policies/current.");
        }
    }

    private List<FieldProblem> problems(RegistrationForm form, int age) {
        var problems = new ArrayList<FieldProblem>();
        validator.validate(form).stream().map(Admission::problem).forEach(problems::add);
        if (form.birthDate() != null && (age < 0 || age > Ages.LAST_AGE)) {
            problems.add(new FieldProblem("/birthDate", "the date of birth of a living person"));
        }
        if (form.password() != null && form.password().equalsIgnoreCase(form.email())) {
            problems.add(new FieldProblem("/password", "something other than the e-mail address"));
        }
        return problems;
    }

    private static FieldProblem problem(ConstraintViolation<RegistrationForm> violation) {
        return new FieldProblem(
                "/"
                        + violation
                                .getPropertyPath()
                                .toString()
                                .replace('.', '/')
                                .replaceAll("\\[.*", ""),
                violation.getMessage());
    }

    private static Map<String, Choice> choices(RegistrationForm form) {
        Map<String, @Nullable Choice> boxes = form.choices();
        var choices = new TreeMap<String, Choice>();
        if (boxes != null) {
            boxes.forEach(
                    (purpose, choice) -> {
                        if (choice == null || !canBeChosen(purpose)) {
                            throw ProblemException.invalid(
                                    "/choices",
                                    "granted or denied for the optional purposes of GET /api/v1/purposes");
                        }
                        choices.put(purpose, choice);
                    });
        }
        return choices;
    }

    private static boolean canBeChosen(String purpose) {
        return Purpose.of(purpose)
                .filter(known -> known.kind() != Purpose.Kind.ESSENTIAL)
                .isPresent();
    }
}
