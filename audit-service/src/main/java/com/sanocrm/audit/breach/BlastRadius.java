package com.sanocrm.audit.breach;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The summary of an exposure: numbers, and no person.
 *
 * @param withoutSuccess of the records: tried, but refused or failed
 * @param actions how often each succeeded
 */
record BlastRadius(
        AccountId actor,
        Instant from,
        Instant to,
        long records,
        long withoutSuccess,
        int people,
        List<OfClass> dataClasses,
        Set<String> partnerIds,
        Map<String, Long> actions) {

    record OfClass(DataClass dataClass, boolean healthInformation, long people) {}

    static BlastRadius of(AccountId actor, Instant from, Instant to, Exposure exposure) {
        var partners = new TreeSet<String>();
        exposure.people().forEach(person -> partners.addAll(person.partners()));
        return new BlastRadius(
                actor,
                from,
                to,
                exposure.records(),
                exposure.withoutSuccess(),
                exposure.people().size(),
                Arrays.stream(DataClass.values())
                        .map(dataClass -> count(dataClass, exposure))
                        .filter(counted -> counted.people() > 0)
                        .toList(),
                partners,
                exposure.actions());
    }

    private static OfClass count(DataClass dataClass, Exposure exposure) {
        return new OfClass(
                dataClass,
                dataClass.isHealthInformation(),
                exposure.people().stream()
                        .filter(person -> person.dataClasses().contains(dataClass))
                        .count());
    }
}
