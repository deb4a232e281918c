package com.sanocrm.bench.rights;

import com.sanocrm.bench.consent.Clinic;
import com.sanocrm.bench.report.Progress;
import com.sanocrm.story.Checks;
import com.sanocrm.story.Gateway;

/** Care ends while the clinician reads, one call after the other. */
final class Revocations {
    private final Gateway gateway;
    private final Clinic clinic;

    Revocations(Gateway gateway, Clinic clinic) {
        this.gateway = gateway;
        this.clinic = clinic;
    }

    /** From the call that ends a relationship to the answer that first refuses the clinician. */
    Times run(int ends, Progress progress) throws Exception {
        var times = new Times();
        for (int i = 0; i < ends; i++) {
            int patient = i;
            Checks.awaitThat("the clinician reads", () -> read(patient) == 200);
            long begin = System.nanoTime();
            int ended = clinic.part(patient);
            Checks.demand(ended == 204, "the relationship ends: " + ended);
            int status = read(patient);
            while (status == 200) {
                status = read(patient);
            }
            Checks.demand(status == 404, "the clinician is refused: " + status);
            times.since(begin);
            int begun = clinic.care(patient);
            Checks.demand(begun / 100 == 2, "the relationship begins: " + begun);
            progress.advance(1);
        }
        return times;
    }

    private int read(int patient) throws Exception {
        return gateway.get(clinic.clinician(), clinic.messages(patient)).status();
    }
}
