package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Condition.Limit;
import com.sanocrm.mongodb.Condition.OneOf;
import com.sanocrm.mongodb.IndexDefinition.Field;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An index, or the order of the documents, and what it can do for a query. */
final class Candidate {
    private static final int MOST_INTERVALS = 10_000;

    private final @Nullable IndexDefinition index;
    private final List<Field> fields;
    private final long arrays;
    private final Map<String, List<Condition>> conditions;

    /** Each is what the intervals' keys begin with, so far. */
    private List<byte[]> prefixes;

    private final List<Interval> intervals = new ArrayList<>();
    private int fixed;
    private int bound;

    private Candidate(
            @Nullable IndexDefinition index,
            int number,
            List<Field> fields,
            long arrays,
            Map<String, List<Condition>> conditions) {
        this.index = index;
        this.fields = fields;
        this.arrays = arrays;
        this.conditions = conditions;
        this.prefixes = List.of(Interval.key(number, new byte[0]));
        bind();
    }

    static Candidate documents(CollectionState of, Map<String, List<Condition>> conditions) {
        return new Candidate(null, of.number(), List.of(new Field("_id", false)), 0, conditions);
    }

    static Candidate index(
            IndexDefinition index, long arrays, Map<String, List<Condition>> conditions) {
        return new Candidate(index, index.number(), index.fields(), arrays, conditions);
    }

    private void bind() {
        Set<String> roots = new HashSet<>();
        boolean stillFixed = true;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            List<Condition> wanted = conditions.getOrDefault(field.path(), List.of());
            // Conditions on two fields of one array may be met by two of its elements.
            if (arrays != 0 && !roots.add(field.root())) {
                break;
            }
            OneOf values = oneOf(wanted);
            if (values != null && prefixes.size() * values.values().size() <= MOST_INTERVALS) {
                bindValues(field, values);
                stillFixed &= values.values().size() == 1;
                fixed += stillFixed ? 1 : 0;
                bound++;
                continue;
            }
            if (bindLimits(field, wanted, isArray(i))) {
                bound++;
                return;
            }
            break;
        }
        prefixes.forEach(prefix -> intervals.add(new Interval(prefix, above(prefix))));
    }

    private static @Nullable OneOf oneOf(List<Condition> wanted) {
        return wanted.stream()
                .filter(OneOf.class::isInstance)
                .map(OneOf.class::cast)
                .findFirst()
                .orElse(null);
    }

    private void bindValues(Field field, OneOf values) {
        List<byte[]> longer = new ArrayList<>();
        List<byte[]> inOrder = field.descending() ? values.values().reversed() : values.values();
        for (byte[] prefix : prefixes) {
            for (byte[] value : inOrder) {
                longer.add(joined(prefix, directed(value, field)));
            }
        }
        prefixes = longer;
    }

    /** Where there are arrays, each limit may be met by another element, so that one must do. */
    private boolean bindLimits(Field field, List<Condition> wanted, boolean array) {
        Limit lower = null;
        Limit upper = null;
        for (Condition one : wanted) {
            if (one instanceof Limit limit) {
                if (array && (lower != null || upper != null)) {
                    break;
                }
                if (limit.upper()) {
                    upper = tighter(upper, limit);
                } else {
                    lower = tighter(lower, limit);
                }
            }
        }
        if (lower == null && upper == null) {
            return false;
        }
        for (byte[] prefix : prefixes) {
            intervals.add(between(prefix, field, lower, upper));
        }
        return true;
    }

    private static Limit tighter(@Nullable Limit old, Limit added) {
        return old != null && old.implies(added) ? old : added;
    }

    /** Without a limit at one side, as far as the values go that are compared with the other's. */
    private static Interval between(
            byte[] prefix, Field field, @Nullable Limit lower, @Nullable Limit upper) {
        Limit first = field.descending() ? upper : lower;
        Limit last = field.descending() ? lower : upper;
        Limit any = Objects.requireNonNull(first == null ? last : first);
        byte bracket = directed(any.value(), field)[0];
        byte[] from =
                first == null
                        ? new byte[] {bracket}
                        : edge(directed(first.value(), field), !first.inclusive());
        byte[] to =
                last == null
                        ? new byte[] {(byte) (bracket + 1)}
                        : edge(directed(last.value(), field), last.inclusive());
        return new Interval(joined(prefix, from), joined(prefix, to));
    }

    /** Before or after all keys that begin with the value. */
    private static byte[] edge(byte[] value, boolean after) {
        return after ? above(value) : value;
    }

    private static byte[] above(byte[] prefix) {
        return joined(prefix, new byte[] {(byte) Interval.ABOVE_VALUES});
    }

    private static byte[] directed(byte[] value, Field field) {
        if (!field.descending()) {
            return value;
        }
        KeyWriter inverted = new KeyWriter();
        inverted.writeBytes(value);
        inverted.invertFrom(0);
        return inverted.toBytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private boolean isArray(int field) {
        return (arrays & (1L << field)) != 0;
    }

    /** Whether every document that matches the filter is in the index. */
    boolean isComplete() {
        if (index == null) {
            return true;
        }
        boolean complete =
                !index.sparse() || fields.stream().anyMatch(field -> excludesMissing(field.path()));
        if (index.filter() != null) {
            complete &= impliesAll(Condition.of(index.filter()));
        }
        return complete;
    }

    private boolean excludesMissing(String path) {
        return conditions.getOrDefault(path, List.of()).stream()
                .anyMatch(Condition::excludesMissing);
    }

    private boolean impliesAll(Map<String, List<Condition>> demanded) {
        return demanded.entrySet().stream()
                .allMatch(
                        entry ->
                                entry.getValue().stream()
                                        .allMatch(one -> isImplied(entry.getKey(), one)));
    }

    private boolean isImplied(String path, Condition demanded) {
        return conditions.getOrDefault(path, List.of()).stream()
                .anyMatch(one -> one.implies(demanded));
    }

    /** Positive if walking forwards gives the order, negative if backwards does, 0 if neither. */
    int order(Document sort) {
        int direction = 0;
        int position = 0;
        for (Map.Entry<String, Object> wanted : sort.entrySet()) {
            int at = fieldAt(wanted.getKey(), position);
            if (at < 0 || (isArray(at) && at >= fixed)) {
                return 0;
            }
            if (at < fixed) {
                if (isArray(at)) {
                    return 0;
                }
                continue;
            }
            boolean descending = ((Number) wanted.getValue()).doubleValue() < 0;
            int needed = descending == fields.get(at).descending() ? 1 : -1;
            if (direction != 0 && needed != direction) {
                return 0;
            }
            direction = needed;
            position = at + 1;
        }
        return direction == 0 ? 1 : direction;
    }

    /** A field with one value may stand anywhere; the others must follow one another. */
    private int fieldAt(String path, int position) {
        for (int i = 0; i < fixed; i++) {
            if (fields.get(i).path().equals(path)) {
                return i;
            }
        }
        int next = Math.max(position, fixed);
        return next < fields.size() && fields.get(next).path().equals(path) ? next : -1;
    }

    boolean isBound() {
        return bound > 0;
    }

    /** The more, the fewer documents it is likely to lead to. */
    int selectivity() {
        boolean one = fixed == fields.size() && (index == null || index.unique());
        return 10 * bound + 5 * fixed + (one ? 1_000 : 0) + (holdsFew() ? 1 : 0);
    }

    /** An index that leaves documents out. */
    boolean holdsFew() {
        return index != null && (index.sparse() || index.filter() != null);
    }

    boolean givesEachOnce() {
        return arrays == 0;
    }

    Plan.Part part(boolean reverse) {
        return new Plan.Part(index, reverse ? intervals.reversed() : intervals, reverse);
    }
}
