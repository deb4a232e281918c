package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's choices, appended to and never changed. What holds for a purpose is its latest choice
 * by time. Kept in the person's document are the newest and all that hold; the others may be filed
 * elsewhere, so that the document stays small whatever a person does.
 *
 * @param kept by number
 * @param count of all choices, filed ones included
 * @param earliest time of all choices; null without any
 */
public record History(List<RecordedChoice> kept, long count, @Nullable Instant earliest) {
    static final History EMPTY = new History(List.of(), 0, null);

    /** More than this, and the older ones are filed. */
    static final int FULL = 32;

    /** How many of the newest stay. */
    static final int NEWEST = 8;

    public History {
        kept = List.copyOf(kept);
    }

    /** The latest choice of each purpose. */
    public Map<Purpose, RecordedChoice> held() {
        return latest(kept.stream());
    }

    /** The latest choice of each purpose among these; of the same time, that of higher number. */
    static Map<Purpose, RecordedChoice> latest(Stream<RecordedChoice> choices) {
        var held = new EnumMap<Purpose, RecordedChoice>(Purpose.class);
        choices.sorted(
                        Comparator.comparing(RecordedChoice::at)
                                .thenComparingLong(RecordedChoice::number))
                .forEach(choice -> held.put(choice.purpose(), choice));
        return held;
    }

    boolean hasEvidence(String id) {
        return kept.stream().anyMatch(choice -> choice.evidence().id().equals(id));
    }

    boolean hasFiled() {
        return count > kept.size();
    }

    /** The time of a choice that comes last, whatever became of the clock. */
    Instant afterAll(Instant time) {
        return kept.stream()
                .map(RecordedChoice::at)
                .max(Comparator.naturalOrder())
                .filter(latest -> !latest.isBefore(time))
                .map(latest -> latest.plusMillis(1))
                .orElse(time);
    }

    /** The time of a registration: whatever the clocks say, nobody chooses before it. */
    Instant beforeAll(Instant time) {
        return Optional.ofNullable(earliest)
                .map(first -> first.minusMillis(1))
                .filter(before -> before.isBefore(time))
                .orElse(time);
    }

    /** The newest choice, which the next one's receipt names. */
    Optional<RecordedChoice> last() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    History add(RecordedChoice choice) {
        Instant first = earliest == null || choice.at().isBefore(earliest) ? choice.at() : earliest;
        return new History(
                Stream.concat(kept.stream(), Stream.of(choice)).toList(), choice.number(), first);
    }

    History enforced(long version, Instant time) {
        return new History(
                kept.stream().map(choice -> choice.enforced(version, time)).toList(),
                count,
                earliest);
    }

    /** What can be filed; empty as long as there is room. */
    List<RecordedChoice> superfluous() {
        if (kept.size() <= FULL) {
            return List.of();
        }
        Set<RecordedChoice> stay = new HashSet<>(held().values());
        stay.addAll(kept.subList(kept.size() - NEWEST, kept.size()));
        return kept.stream().filter(choice -> !stay.contains(choice)).toList();
    }

    /** Without what leads to a person. */
    History anonymous(AccountId person) {
        return new History(
                kept.stream().map(choice -> choice.anonymous(person)).toList(), count, earliest);
    }

    /** Without those that are filed. */
    History without(Collection<Long> numbers) {
        return new History(
                kept.stream().filter(choice -> !numbers.contains(choice.number())).toList(),
                count,
                earliest);
    }
}
