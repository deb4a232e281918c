package com.sanocrm.messaging.reply;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.messaging.mail.Bounces;
import com.sanocrm.messaging.reply.Incoming.Nature;
import com.sanocrm.messaging.reply.OptOutRequest.Reply;
import com.sanocrm.messaging.reply.OptOutRequest.State;
import com.sanocrm.messaging.reply.Wish.Doubt;
import com.sanocrm.platform.outbox.Change;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in each mail of the mailbox. Taking in the same one twice comes to the same: what it leads
 * to has an id that is made of its bytes.
 */
@Component
class Reception {
    /* Servers try for four or five days (RFC 5321, 4.5.4.1); who reports later has kept a mail. */
    private static final int LATEST_REPORT_DAYS = 15;

    private final Origins origins;
    private final OptOutRequests requests;
    private final Letters letters;
    private final List<Bounces> bounces;
    private final MeterRegistry meters;

    Reception(
            Origins origins,
            OptOutRequests requests,
            Letters letters,
            List<Bounces> bounces,
            MeterRegistry meters) {
        this.origins = origins;
        this.requests = requests;
        this.letters = letters;
        this.bounces = bounces;
        this.meters = meters;
    }

    /**
     * Returns when all that the mail leads to is durable.
     *
     * @param bytes its first, or all of it
     */
    void take(byte[] bytes, boolean complete, Instant receivedAt) {
        String id = requests.idOf(bytes, receivedAt);
        try {
            Incoming mail = MailReader.read(bytes, complete);
            switch (mail.nature()) {
                case Nature.Written _ -> written(id, mail, receivedAt);
                case Nature.Automatic _ -> count("automatic");
                case Nature.Undelivered(String status) -> undelivered(mail, status, receivedAt);
            }
        } catch (MailReader.UnreadableException broken) {
            count("unreadable");
            requests.add(
                    Change.of(
                            new Draft(id, receivedAt, "en")
                                    .open(Doubt.UNREADABLE, Set.of(), null)));
        }
    }

    private void undelivered(Incoming mail, String status, Instant reportedAt) {
        count("bounce");
        origins.origin(mail)
                .filter(origin -> isTimely(origin.sentOn(), reportedAt))
                .map(
                        origin ->
                                new Bounces.Bounce(
                                        origin.person(),
                                        origin.purpose(),
                                        origin.sentOn(),
                                        status.startsWith("5"),
                                        status,
                                        reportedAt))
                .ifPresent(bounce -> bounces.forEach(one -> one.bounced(bounce)));
    }

    private static boolean isTimely(LocalDate sentOn, Instant reportedAt) {
        LocalDate reportedOn = LocalDate.ofInstant(reportedAt, ZoneOffset.UTC);
        return !reportedOn.isBefore(sentOn.minusDays(1))
                && !reportedOn.isAfter(sentOn.plusDays(LATEST_REPORT_DAYS));
    }

    private void written(String id, Incoming mail, Instant receivedAt) {
        String language = Spelling.isArabic(mail.words() + mail.subject()) ? "ar" : "en";
        var draft = new Draft(id, receivedAt, language);
        switch (origins.match(mail)) {
            case Origins.Match.Mail(var person, var purpose, var verified) ->
                    requests.add(
                            decide(
                                    draft.from(
                                            person,
                                            verified,
                                            purpose,
                                            letters.seal(id, person, mail)),
                                    Wishes.understand(mail.subject(), mail.words(), purpose),
                                    mail.whole()));
            case Origins.Match.Claimed(var person) ->
                    withoutOrigin(draft, mail, person, letters.seal(id, person, mail));
            case Origins.Match.Nothing _ ->
                    withoutOrigin(draft, mail, null, letters.seal(id, null, mail));
        }
    }

    private void withoutOrigin(
            Draft draft, Incoming mail, @Nullable AccountId person, OptOutRequest.Letter letter) {
        count("without-origin");
        Set<Purpose> suggested =
                switch (Wishes.understand(mail.subject(), mail.words(), Purpose.ACCOUNT_NOTICES)) {
                    case Wish.OptOut(var purposes) -> purposes;
                    case Wish.Unclear(var _, var likely) -> likely;
                };
        requests.add(
                Change.of(
                        draft.from(person, false, null, letter)
                                .open(Doubt.NO_ORIGIN, suggested, null)));
    }

    private Change<OptOutRequest> decide(Draft draft, Wish wish, boolean whole) {
        Instant tell = draft.verified() ? draft.receivedAt() : null;
        return switch (wish) {
            case Wish.OptOut(var purposes) when draft.verified() && whole -> {
                count("applied");
                yield draft.open(null, purposes, null).applied(purposes);
            }
            case Wish.OptOut(var purposes) -> {
                count("doubtful");
                yield Change.of(
                        draft.open(
                                whole ? Doubt.SENDER_DIFFERS : Doubt.UNREADABLE, purposes, tell));
            }
            case Wish.Unclear(var doubt, var suggested) -> {
                count("doubtful");
                yield Change.of(draft.open(doubt, suggested, tell));
            }
        };
    }

    private void count(String outcome) {
        meters.counter("sano.replies", "outcome", outcome).increment();
    }

    /** A request in the making. */
    private record Draft(
            String id,
            Instant receivedAt,
            String language,
            @Nullable AccountId person,
            boolean verified,
            @Nullable Purpose answered,
            OptOutRequest.@Nullable Letter letter) {
        Draft(String id, Instant receivedAt, String language) {
            this(id, receivedAt, language, null, false, null, null);
        }

        Draft from(
                @Nullable AccountId whose,
                boolean sure,
                @Nullable Purpose mail,
                OptOutRequest.Letter sealed) {
            return new Draft(id, receivedAt, language, whose, sure, mail, sealed);
        }

        /**
         * @param tell when the person is told that somebody will look; null for never
         */
        OptOutRequest open(@Nullable Doubt doubt, Set<Purpose> suggested, @Nullable Instant tell) {
            return new OptOutRequest(
                    id,
                    State.OPEN,
                    receivedAt,
                    person,
                    verified,
                    answered == null ? null : answered.wireName(),
                    doubt,
                    OptOutRequest.names(suggested),
                    language,
                    letter,
                    List.of(),
                    null,
                    null,
                    tell == null ? Reply.NONE : Reply.WAITING,
                    tell);
        }
    }
}
