package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Channel;
import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.ChoiceTaken;
import com.sanocrm.contracts.events.ObjectionUpheld;
import com.sanocrm.contracts.id.AccountId;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Choices that other services took in. What names no purpose that can be chosen is poison: it goes
 * to the dead letters, where somebody sees it, and records nothing.
 */
@Component
class TakenChoices {
    private static final Pattern EVIDENCE = Pattern.compile("[A-Za-z0-9._:-]{1,80}");

    private final Choices choices;
    private final Words words;
    private final ConsentAudit audit;

    TakenChoices(Choices choices, Words words, ConsentAudit audit) {
        this.choices = choices;
        this.words = words;
        this.audit = audit;
    }

    /** An objection denies each purpose once, whatever is granted after it. */
    void objected(ObjectionUpheld event) {
        for (String purpose : event.purposes()) {
            taken(
                    new ChoiceTaken(
                            event.accountId(),
                            purpose,
                            Choice.DENIED,
                            Channel.PRIVACY_REQUEST,
                            event.accountId(),
                            event.requestId().value(),
                            null,
                            event.upheldAt(),
                            event.requestId() + ":" + purpose));
        }
    }

    void taken(ChoiceTaken event) {
        AccountId accountId = event.accountId();
        Purpose purpose =
                PersonConsent.choosable(event.purpose())
                        .orElseThrow(
                                () -> new IllegalArgumentException("no purpose to choose about"));
        if (!EVIDENCE.matcher(event.evidenceId()).matches()) {
            throw new IllegalArgumentException("not an evidence id");
        }
        var evidence =
                new Evidence(
                        event.evidenceId(),
                        event.channel(),
                        null,
                        event.actorId(),
                        event.reference());
        choices.take(
                accountId,
                new Statement(purpose, event.decision(), evidence, words.in(event.language())),
                event.takenAt(),
                audit.taken(accountId, purpose));
    }
}
