package com.sanocrm.consent.choice;

import com.sanocrm.consent.policy.Language;
import com.sanocrm.consent.policy.Policies;
import com.sanocrm.consent.policy.Wordings;
import com.sanocrm.contracts.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people are shown when they choose: the policy in force, and the words of the boxes. */
@Component
public class Words {
    private final Policies policies;
    private final Wordings wordings;

    Words(Policies policies, Wordings wordings) {
        this.policies = policies;
        this.wordings = wordings;
    }

    /** The purpose's box in that language; just the policy when the language is not known. */
    Shown box(Purpose purpose, @Nullable String language) {
        return box(purpose, language, policyVersion());
    }

    Shown box(Purpose purpose, @Nullable String language, String policyVersion) {
        return Arrays.stream(Language.values())
                .filter(ours -> ours.wireName().equals(language))
                .findFirst()
                .map(
                        ours ->
                                new Shown(
                                        policyVersion,
                                        ours.wireName(),
                                        wordings.current(purpose, ours).hash()))
                .orElse(Shown.nothing(policyVersion));
    }

    /** The box of that hash, which the client says it showed; empty if it is not the purpose's. */
    Optional<Shown> boxOf(String hash, Purpose purpose) {
        return wordings.find(hash)
                .filter(wording -> wording.purpose() == purpose)
                .map(wording -> new Shown(policyVersion(), wording.language().wireName(), hash));
    }

    /** Words in that language which are not a box's: a page, a mail. */
    public Shown in(@Nullable String language) {
        return new Shown(policyVersion(), language, null);
    }

    String policyVersion() {
        return policies.inForce().version();
    }

    /** The first of the reader's languages in which there are boxes; English if none. */
    static String language(@Nullable String accepted) {
        try {
            String ours =
                    accepted == null
                            ? null
                            : Locale.lookupTag(
                                    Locale.LanguageRange.parse(accepted),
                                    List.of(
                                            Language.ENGLISH.wireName(),
                                            Language.ARABIC.wireName()));
            return ours == null ? Language.ENGLISH.wireName() : ours;
        } catch (IllegalArgumentException notAList) {
            return Language.ENGLISH.wireName();
        }
    }
}
