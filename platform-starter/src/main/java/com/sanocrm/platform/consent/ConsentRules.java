package com.sanocrm.platform.consent;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.Purpose.Kind;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.platform.consent.ConsentDecision.Deny;
import com.sanocrm.platform.consent.ConsentDecision.Permit;
import com.sanocrm.platform.consent.ConsentDecision.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one rule, as a table: the first row that fits decides. Nothing goes to a recipient whom no
 * contract binds, whatever the purpose. What the platform itself does for an essential purpose is
 * always permitted; everything optional needs every fact to be known and in its favour, and what no
 * row permits is denied.
 */
public final class ConsentRules {
    private static final List<Rule> TABLE =
            List.of(
                    new Rule(
                            (_, facts) -> facts.recipient() instanceof Recipient.Unregistered,
                            deny(Reason.RECIPIENT_UNKNOWN)),
                    new Rule(
                            (_, facts) -> to(facts, recipient -> !recipient.contractRuns()),
                            deny(Reason.NO_CONTRACT)),
                    new Rule(
                            (purpose, facts) ->
                                    to(facts, recipient -> !recipient.purposes().contains(purpose)),
                            deny(Reason.NOT_IN_CONTRACT)),
                    new Rule(
                            (_, facts) -> to(facts, _ -> facts.status() == null),
                            deny(Reason.ACCOUNT_UNKNOWN)),
                    new Rule(
                            (_, facts) -> to(facts, _ -> facts.restricted()),
                            deny(Reason.RESTRICTED)),
                    new Rule(
                            (_, facts) ->
                                    to(facts, Recipient.Registered::abroad)
                                            && !in(
                                                    facts.choices(),
                                                    Purpose.CROSS_BORDER_TRANSFER,
                                                    Choice.GRANTED),
                            deny(Reason.NO_TRANSFER)),
                    new Rule((purpose, _) -> is(purpose, Kind.ESSENTIAL), permit(Reason.ESSENTIAL)),
                    new Rule((_, facts) -> facts.status() == null, deny(Reason.ACCOUNT_UNKNOWN)),
                    new Rule(
                            (_, facts) -> facts.status() != AccountChanged.Status.ACTIVE,
                            deny(Reason.ACCOUNT_NOT_ACTIVE)),
                    new Rule((_, facts) -> facts.restricted(), deny(Reason.RESTRICTED)),
                    new Rule(
                            (purpose, facts) ->
                                    purpose.yieldsToBrowserSignal() && facts.signals().objects(),
                            deny(Reason.BROWSER_SIGNAL)),
                    new Rule((_, facts) -> facts.choices() == null, deny(Reason.CHOICES_UNKNOWN)),
                    new Rule(
                            (purpose, facts) -> in(facts.choices(), purpose, Choice.DENIED),
                            deny(Reason.CHOICE_DENIED)),
                    new Rule(
                            (_, facts) -> facts.policyDefaults() == null,
                            deny(Reason.POLICY_UNKNOWN)),
                    new Rule(
                            (purpose, facts) -> in(facts.choices(), purpose, Choice.GRANTED),
                            permit(Reason.CHOICE_GRANTED)),
                    new Rule(ConsentRules::byDefault, permit(Reason.POLICY_DEFAULT_GRANTED)),
                    new Rule(
                            (purpose, _) -> is(purpose, Kind.POLICY_DEFAULT),
                            deny(Reason.POLICY_DEFAULT_DENIED)));

    private ConsentRules() {}

    private record Rule(BiPredicate<Purpose, ConsentFacts> fits, ConsentDecision decision) {}

    /** Decides for now; ask again for the next use. */
    public static ConsentDecision decide(Purpose purpose, ConsentFacts facts) {
        return TABLE.stream()
                .filter(rule -> rule.fits().test(purpose, facts))
                .findFirst()
                .map(Rule::decision)
                .orElse(deny(Reason.NO_CHOICE));
    }

    private static boolean is(Purpose purpose, Kind kind) {
        return purpose.kind() == kind;
    }

    private static boolean to(ConsentFacts facts, Predicate<Recipient.Registered> property) {
        return facts.recipient() instanceof Recipient.Registered recipient
                && property.test(recipient);
    }

    private static boolean byDefault(Purpose purpose, ConsentFacts facts) {
        return is(purpose, Kind.POLICY_DEFAULT)
                && facts.jurisdiction() != null
                && facts.policyDefaults() != null
                && facts.policyDefaults().in(facts.jurisdiction(), purpose) == Choice.GRANTED;
    }

    private static boolean in(
            @Nullable Map<String, Choice> choices, Purpose purpose, Choice choice) {
        return choices != null && choices.get(purpose.wireName()) == choice;
    }

    private static ConsentDecision permit(Reason reason) {
        return new Permit(reason);
    }

    private static ConsentDecision deny(Reason reason) {
        return new Deny(reason);
    }
}
