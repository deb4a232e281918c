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
import org.jspecify.annotations.Nullable;

/**
 * A published version of our privacy policy; never changed afterwards. Each follows the one that
 * was in force before it, so that they are a chain; the last is in force.
 *
 * @param lastRevised the date that stands on it
 * @param defaults what the policy says for people without a recorded choice
 * @param jurisdictions what of these defaults holds, by jurisdiction and purpose
 * @param publishedAt after that of the version before, whatever the clock said
 * @param follows the version before; null for the first
 */
public record Policy(
        @BsonId String version,
        LocalDate lastRevised,
        boolean material,
        Map<String, Choice> defaults,
        Map<String, Map<String, Choice>> jurisdictions,
        List<Sentence> sentences,
        Instant publishedAt,
        @Nullable String follows) {

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

    /** The first version of all. */
    static Policy first(PolicyProposal proposal, Catalogue catalogue, Instant now) {
        return published(
                proposal,
                proposal.defaults() == null ? Map.of() : proposal.defaults(),
                catalogue,
                now,
                null);
    }

    /** Decides whether the proposal may follow this policy. */
    Publication followedBy(PolicyProposal proposal, Catalogue catalogue, Instant now) {
        if (proposal.follows() != null && !proposal.follows().equals(version)) {
            return new Publication.Rejected("/follows", "Another version is in force.");
        }
        if (isDated(version)
                && isDated(proposal.version())
                && proposal.version().compareTo(version) < 0) {
            return new Publication.Rejected(
                    "/version", "Not dated before the version that is in force.");
        }
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
        if (proposal.sentences().stream().map(Sentence::id).distinct().count()
                != proposal.sentences().size()) {
            return new Publication.Rejected("/sentences", "Each has an id of its own.");
        }
        return new Publication.Accepted(
                published(proposal, nextDefaults, catalogue, after(now), version));
    }

    private static Policy published(
            PolicyProposal proposal,
            Map<String, Choice> defaults,
            Catalogue catalogue,
            Instant time,
            @Nullable String follows) {
        return new Policy(
                proposal.version(),
                proposal.lastRevised(),
                proposal.material(),
                defaults,
                catalogue.defaults(defaults),
                proposal.sentences(),
                time,
                follows);
    }

    /** A clock that was set back must not put a version before the one that it replaces. */
    private Instant after(Instant now) {
        return now.isAfter(publishedAt) ? now : publishedAt.plusMillis(1);
    }

    /** A version that is named after its day has an order by its name. */
    private static boolean isDated(String version) {
        return version.matches("\\d{4}-\\d{2}-\\d{2}.*");
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
