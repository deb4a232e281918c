package com.sanocrm.consent.choice;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import java.time.Instant;

/** What somebody decided, how it reached us, and what they were shown. */
public record Statement(Purpose purpose, Choice decision, Evidence evidence, Shown shown) {
    NewChoice made(Instant at, Instant recordedAt) {
        return new NewChoice(purpose, decision, evidence, shown, at, recordedAt);
    }
}
