package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.OpenAccess;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/purposes")
class PurposeEndpoints {
    private final Policies policies;
    private final Wordings wordings;

    PurposeEndpoints(Policies policies, Wordings wordings) {
        this.policies = policies;
        this.wordings = wordings;
    }

    /**
     * The words of the box.
     *
     * @param hash SHA-256 of the text in UTF-8, as the evidence of a choice keeps it
     */
    record WordingView(
            String catalogueVersion, Purpose purpose, Language language, String text, String hash) {
        static WordingView from(Wording wording) {
            return new WordingView(
                    wording.catalogueVersion(),
                    wording.purpose(),
                    wording.language(),
                    wording.text(),
                    wording.hash());
        }
    }

    /**
     * @param withoutChoice what holds as long as the person has chosen nothing, at home
     * @param jurisdictions the same for each, by wire name, with the legal basis
     * @param wordings of the box in each language; for an essential purpose, which has no box, what
     *     is said about it
     */
    record PurposeView(
            Purpose purpose,
            boolean essential,
            Choice withoutChoice,
            boolean yieldsToBrowserSignal,
            Map<String, LegalBasis> jurisdictions,
            List<WordingView> wordings) {}

    record CatalogueView(String version, String policyVersion, List<PurposeView> items) {}

    @GetMapping
    @OpenAccess(because = "Everybody may read what data is used for before giving any.")
    CatalogueView purposes() {
        Policy policy = policies.inForce();
        return new CatalogueView(
                wordings.catalogue().version(),
                policy.version(),
                Arrays.stream(Purpose.values()).map(purpose -> view(purpose, policy)).toList());
    }

    /** The words that somebody was shown, by the hash in the evidence. */
    @GetMapping("/wordings/{hash}")
    @OpenAccess(because = "Everybody may read what data is used for before giving any.")
    WordingView wording(@PathVariable String hash) {
        return WordingView.from(wordings.find(hash).orElseThrow(ProblemException::notFound));
    }

    private PurposeView view(Purpose purpose, Policy policy) {
        var jurisdictions = new LinkedHashMap<String, LegalBasis>();
        for (Jurisdiction jurisdiction : Jurisdiction.values()) {
            LegalBasis basis = wordings.catalogue().of(purpose).in(jurisdiction);
            jurisdictions.put(
                    jurisdiction.wireName(),
                    new LegalBasis(
                            basis.basis(),
                            basis.law(),
                            withoutChoice(purpose, policy, jurisdiction)));
        }
        return new PurposeView(
                purpose,
                purpose.kind() == Purpose.Kind.ESSENTIAL,
                withoutChoice(purpose, policy, Jurisdiction.UAE),
                purpose.yieldsToBrowserSignal(),
                jurisdictions,
                Arrays.stream(Language.values())
                        .map(language -> WordingView.from(wordings.current(purpose, language)))
                        .toList());
    }

    private static Choice withoutChoice(Purpose purpose, Policy policy, Jurisdiction jurisdiction) {
        return switch (purpose.kind()) {
            case ESSENTIAL -> Choice.GRANTED;
            case OPT_IN -> Choice.DENIED;
            case POLICY_DEFAULT -> policy.withoutChoice().in(jurisdiction, purpose);
        };
    }
}
