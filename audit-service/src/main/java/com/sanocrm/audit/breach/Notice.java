package com.sanocrm.audit.breach;

import com.sanocrm.audit.classification.DataClass;
import com.sanocrm.contracts.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who must be told of a breach, by which rule and until when.
 *
 * @param subjectId the person, for a notice to a person
 * @param partnerId the clinic, for a notice to a clinic
 * @param onlyIf what must be looked up elsewhere before it is owed; absent when it is owed anyway
 * @param dataClasses what the notice must describe
 * @param records how many accesses it is about
 */
record Notice(
        Addressee addressee,
        @Nullable AccountId subjectId,
        @Nullable String partnerId,
        String rule,
        Instant dueAt,
        @Nullable String onlyIf,
        Set<DataClass> dataClasses,
        long records,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    enum Addressee {
        PERSON,
        CLINIC,
        HEALTH_AUTHORITY,
        DATA_PROTECTION_AUTHORITY,
        MEDIA
    }

    /** 45 CFR 164.404(b), 164.406(b), 164.408(b), 164.410(b): 60 days from discovery. */
    private static final Duration HIPAA = Duration.ofDays(60);

    /** GDPR, Article 33(1): 72 hours. */
    private static final Duration GDPR = Duration.ofDays(3);

    /** 45 CFR 164.406(a), 164.408(b). */
    private static final int MANY = 500;

    /** All that follow from the exposure; none when nobody's data was exposed. */
    static List<Notice> of(Exposure exposure, Instant discoveredAt) {
        var notices = new ArrayList<Notice>();
        if (exposure.people().isEmpty()) {
            return notices;
        }
        Instant soon = discoveredAt.plus(HIPAA);
        var clinics = new TreeSet<String>();
        var all = new TreeSet<DataClass>();
        long records = 0;
        for (Exposure.Person person : exposure.people()) {
            clinics.addAll(person.partners());
            all.addAll(person.dataClasses());
            records += person.records();
            notices.add(
                    new Notice(
                            Addressee.PERSON,
                            person.subjectId(),
                            null,
                            "45 CFR 164.404",
                            soon,
                            null,
                            person.dataClasses(),
                            person.records(),
                            person.first(),
                            person.last()));
        }
        int people = exposure.people().size();
        for (String clinic : clinics) {
            notices.add(
                    toOthers(Addressee.CLINIC, clinic, "45 CFR 164.410", soon, null, all, records));
        }
        notices.add(
                toOthers(
                        Addressee.HEALTH_AUTHORITY,
                        null,
                        "45 CFR 164.408",
                        people >= MANY ? soon : endOfYear(discoveredAt).plus(HIPAA),
                        null,
                        all,
                        records));
        notices.add(
                toOthers(
                        Addressee.DATA_PROTECTION_AUTHORITY,
                        null,
                        "GDPR Article 33",
                        discoveredAt.plus(GDPR),
                        "residents of the European Economic Area are among the people",
                        all,
                        records));
        if (people > MANY) {
            notices.add(
                    toOthers(
                            Addressee.MEDIA,
                            null,
                            "45 CFR 164.406",
                            soon,
                            "more than 500 of the people live in one State",
                            all,
                            records));
        }
        return notices;
    }

    private static Notice toOthers(
            Addressee addressee,
            @Nullable String partnerId,
            String rule,
            Instant dueAt,
            @Nullable String onlyIf,
            Set<DataClass> dataClasses,
            long records) {
        return new Notice(
                addressee,
                null,
                partnerId,
                rule,
                dueAt,
                onlyIf,
                Set.copyOf(dataClasses),
                records,
                null,
                null);
    }

    private static Instant endOfYear(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC)
                .withDayOfYear(1)
                .plusYears(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
