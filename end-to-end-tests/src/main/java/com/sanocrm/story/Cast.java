package com.sanocrm.story;

import java.util.List;

/**
 * The people of the story, all made by it but those of the second clinic.
 *
 * @param mark a word that stands in every name of this telling, so that traces of it can be found
 * @param conversationId between the patient and the clinician
 */
record Cast(
        String mark,
        String partnerId,
        Session admin,
        Session system,
        Session clinician,
        Session patient,
        Session otherPatient,
        String conversationId) {
    /** What nobody outside may learn of this story. */
    List<String> identifiers() {
        return List.of(
                mark,
                partnerId,
                clinician.accountId(),
                patient.accountId(),
                otherPatient.accountId(),
                conversationId);
    }
}
