package com.sanocrm.consent.policy;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.platform.consent.PolicyDefaults;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;

/**
 * A published version of our privacy policy; never changed afterwards. The one published last is in
 * force.
 *
 * @param lastRevised the date that stands on it
 * @param defaults what the policy says for people without a recorded choice
 * @param jurisdictions what of these defaults holds, by jurisdiction and purpose
 */
public record Policy(
        @BsonId String version,
        LocalDate lastRevised,
        boolean material,
        Map<String, Choice> defaults,
        Map<String, Map<String, Choice>> jurisdictions,
        List<Sentence> sentences,
        Instant publishedAt) {

    /** The ids of docs/promises.md. */
    static final class Promise {
        static final String ID = "P-(0[1-9]|[1-3][0-9]|4[0-7])";
        static final String NONE = "no promise of that id";

        private Promise() {}
    }

    public Policy {
        defaults = Map.copyOf(defaults);
        jurisdictions = Map.copyOf(jurisdictions);
        sentences = List.copyOf(sentences);
    }

    /** What a proposed version comes to. */
    sealed interface Publication {
        /** It may be published. */
        record Accepted(Policy policy) implements Publication {}

        /** It may not, because of the value at the pointer. */
        record Rejected(String pointer, String reason) implements Publication {}
    }

    /** Decides whether the proposal may follow this policy. */
    Publication followedBy(PolicyProposal proposal, Catalogue catalogue, Instant now) {
        if (proposal.lastRevised().isBefore(lastRevised)) {
            return new Publication.Rejected(
                    "/lastRevised", "Not before the date of the policy in force.");
        }
        if (proposal.lastRevised().isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return new Publication.Rejected("/lastRevised", "Not in the future.");
        }
        Map<String, Choice> nextDefaults =
                proposal.defaults() == null ? defaults : proposal.defaults();
        if (!nextDefaults.keySet().stream().allMatch(Policy::followsPolicy)) {
            return new Publication.Rejected(
                    "/defaults", "Only promotional-email and usage-analytics have a default.");
        }
        return new Publication.Accepted(
                new Policy(
                        proposal.version(),
                        proposal.lastRevised(),
                        proposal.material(),
                        nextDefaults,
                        catalogue.defaults(nextDefaults),
                        proposal.sentences(),
                        now));
    }

    PolicyPublished published() {
        return new PolicyPublished(
                version, lastRevised, material, defaults, publishedAt, jurisdictions);
    }

    /** What holds for the purposes that follow the policy, without a recorded choice. */
    public PolicyDefaults withoutChoice() {
        return new PolicyDefaults(jurisdictions);
    }

    /** Whether it says the same, whenever it was published. */
    boolean saysTheSameAs(Policy other) {
        return version.equals(other.version)
                && lastRevised.equals(other.lastRevised)
                && material == other.material
                && defaults.equals(other.defaults)
                && sentences.equals(other.sentences);
    }

    private static boolean followsPolicy(String purpose) {
        return Purpose.of(purpose)
                .filter(known -> known.kind() == Purpose.Kind.POLICY_DEFAULT)
                .isPresent();
    }
}
