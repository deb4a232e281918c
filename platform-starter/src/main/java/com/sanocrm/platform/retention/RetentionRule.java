package com.sanocrm.platform.retention;

import com.mongodb.client.model.Filters;
import com.sanocrm.contracts.Jurisdiction;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How long a class of data is kept.
 *
 * @param keep from its start; null where no time, but an event ends it
 * @param from the field with its start. {@code _id:prq} for the time in an id of that prefix (RFC
 *     9562, UUIDv7)
 * @param afterPartner how long from the end of the partner that has it; null where that ends
 *     nothing
 * @param person the field with whose data it is, of one person or several; null where it is
 *     nobody's
 * @param where which documents of the collection the rule is about, as a query; null for all
 * @param law or our own reason
 * @param end what is done at the end, and until when it is kept where {@code keep} says nothing
 */
public record RetentionRule(
        String dataClass,
        String collection,
        Means means,
        @Nullable Period keep,
        @Nullable String from,
        @Nullable AfterPartner afterPartner,
        @Nullable String person,
        @Nullable String where,
        String law,
        String end) {
    private static final String ID = "_id";
    private static final String IN_ID = "_id:";

    /** What sees to the end. */
    public enum Means {
        /** {@link RetentionJob}. */
        JOB,
        /** What made the data takes it away when it is used up. */
        OWNER,
        /** The person's erasure. */
        ERASURE,
        /** A copy of what another service tells: it changes and ends with its source. */
        SOURCE,
        /** Nothing: it is the platform's own and tells of nobody, or is to be provable for good. */
        NONE
    }

    /**
     * The clinical retention, by where the partner is.
     *
     * @param field with the partner's id
     * @param keep by the jurisdictions' wire names, each of them
     */
    public record AfterPartner(String field, Map<String, Period> keep) {
        public AfterPartner {
            keep = Map.copyOf(keep);
            for (Jurisdiction each : Jurisdiction.values()) {
                Objects.requireNonNull(keep.get(each.wireName()), each.wireName());
            }
        }

        boolean isOver(@Nullable String country, Instant ended, Instant now) {
            Period time = Objects.requireNonNull(keep.get(Jurisdiction.of(country).wireName()));
            return !ended.atZone(ZoneOffset.UTC).plus(time).toInstant().isAfter(now);
        }
    }

    public RetentionRule {
        if (means == Means.JOB && afterPartner == null && (keep == null || from == null)) {
            throw new IllegalArgumentException("from when and how long is " + collection + " kept");
        }
    }

    /** The field to index; empty for the id, which has its own. */
    Optional<String> indexed() {
        return Optional.ofNullable(from).filter(field -> !field.startsWith(IN_ID));
    }

    /** By which the oldest come first. */
    String order() {
        return indexed().orElse(ID);
    }

    /** What the job asks of a document. */
    List<String> fields() {
        var fields = new ArrayList<>(List.of(ID, order()));
        if (person != null) {
            fields.add(person);
        }
        if (afterPartner != null) {
            fields.add(afterPartner.field());
        }
        return fields;
    }

    /**
     * What has come to its end at that time, of everybody but those; empty where nothing can have.
     *
     * @param formerPartners whose time is over
     */
    Optional<Bson> ended(
            Instant now, Collection<AccountId> butOf, Collection<String> formerPartners) {
        if (afterPartner != null && formerPartners.isEmpty()) {
            return Optional.empty();
        }
        List<Bson> all = new ArrayList<>();
        all.add(
                afterPartner == null
                        ? startedBy(now.atZone(ZoneOffset.UTC).minus(Objects.requireNonNull(keep)))
                        : Filters.in(afterPartner.field(), formerPartners));
        if (where != null) {
            all.add(BsonDocument.parse(where));
        }
        if (person != null && !butOf.isEmpty()) {
            all.add(Filters.nin(person, butOf.stream().map(AccountId::value).toList()));
        }
        return Optional.of(Filters.and(all));
    }

    private Bson startedBy(ZonedDateTime latest) {
        String field = Objects.requireNonNull(from);
        if (!field.startsWith(IN_ID)) {
            return Filters.lte(field, Date.from(latest.toInstant()));
        }
        String prefix = field.substring(IN_ID.length()) + "_";
        return Filters.and(
                Filters.gte(ID, prefix), Filters.lt(ID, prefix + firstIdAfter(latest.toInstant())));
    }

    /** The least UUIDv7 of the millisecond after. */
    private static UUID firstIdAfter(Instant time) {
        return new UUID(((time.toEpochMilli() + 1) << 16) | 0x7000, 0x8000000000000000L);
    }

    /** When the document's time began. */
    Instant start(Document document, Map<String, Instant> formerPartners) {
        if (afterPartner != null) {
            return Objects.requireNonNull(
                    formerPartners.get(document.getString(afterPartner.field())));
        }
        String field = Objects.requireNonNull(from);
        if (field.startsWith(IN_ID)) {
            int begin = field.length() - IN_ID.length() + 1;
            String id = document.getString(ID).substring(begin, begin + 36);
            return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16);
        }
        return values(document, field)
                .map(Date.class::cast)
                .map(Date::toInstant)
                .findFirst()
                .orElseThrow();
    }

    /** Whose the document is. */
    Set<AccountId> people(Document document) {
        return person == null
                ? Set.of()
                : values(document, person)
                        .map(String.class::cast)
                        .map(AccountId::new)
                        .collect(Collectors.toSet());
    }

    private static Stream<Object> values(@Nullable Object value, String path) {
        if (value == null) {
            return Stream.empty();
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(one -> values(one, path));
        }
        if (path.isEmpty()) {
            return Stream.of(value);
        }
        int dot = path.indexOf('.');
        return value instanceof Document document
                ? values(
                        document.get(dot < 0 ? path : path.substring(0, dot)),
                        dot < 0 ? "" : path.substring(dot + 1))
                : Stream.empty();
    }
}
