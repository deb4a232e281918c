package com.sanocrm.audit.breach;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.events.AuditRecorded;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What records of one actor come to: whose data of which kind was seen or changed. What was refused
 * or failed exposed nothing and is only counted.
 */
final class Exposure {
    private final Map<AccountId, Person> people =
            new TreeMap<>(java.util.Comparator.comparing(AccountId::value));
    private final Map<String, Long> actions = new TreeMap<>();
    private long records;
    private long withoutSuccess;

    void add(AuditRecorded record) {
        records++;
        if (record.outcome() != Outcome.SUCCESS) {
            withoutSuccess++;
            return;
        }
        actions.merge(record.action(), 1L, Long::sum);
        if (record.subjectId() != null) {
            people.computeIfAbsent(record.subjectId(), Person::new).add(record);
        }
    }

    /** One person's data, as far as it was seen or changed. */
    static final class Person {
        private final AccountId subjectId;
        private final Set<DataClass> dataClasses = EnumSet.noneOf(DataClass.class);
        private final Set<String> partners = new TreeSet<>();
        private long records;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        private Person(AccountId subjectId) {
            this.subjectId = subjectId;
        }

        private void add(AuditRecorded record) {
            records++;
            dataClasses.add(DataClass.of(record.resourceType()));
            Optional.ofNullable(record.partnerId()).map(PartnerId::value).ifPresent(partners::add);
            first = record.time().isBefore(first) ? record.time() : first;
            last = record.time().isAfter(last) ? record.time() : last;
        }

        AccountId subjectId() {
            return subjectId;
        }

        Set<DataClass> dataClasses() {
            return Collections.unmodifiableSet(dataClasses);
        }

        Set<String> partners() {
            return Collections.unmodifiableSet(partners);
        }

        long records() {
            return records;
        }

        Instant first() {
            return first;
        }

        Instant last() {
            return last;
        }
    }

    Collection<Person> people() {
        return Collections.unmodifiableCollection(people.values());
    }

    Map<String, Long> actions() {
        return Collections.unmodifiableMap(actions);
    }

    long records() {
        return records;
    }

    long withoutSuccess() {
        return withoutSuccess;
    }
}
