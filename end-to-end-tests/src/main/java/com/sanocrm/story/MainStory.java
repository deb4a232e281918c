package com.sanocrm.story;

import java.util.UUID;

/**
 * The main story of the platform, told on a running stack; {@code ./sano demo} and the end-to-end
 * tests are the same.
 */
final class MainStory {
    private final Stack stack;
    private final Report report;

    MainStory(Stack stack, Report report) {
        this.stack = stack;
        this.report = report;
    }

    void tell() throws Exception {
        String mark = "Zubair" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var clinic = new ClinicSteps(stack, report, mark);
        report.step(1, "A clinical partner joins, and invites a clinician", clinic::partnerJoins);
        report.step(2, "Patients register; a child cannot", clinic::patientsRegister);
        report.step(3, "No conversation without a care relationship", clinic::relationshipIsOpened);
        Cast cast = clinic.cast();
        var conversation = new ConversationSteps(stack, report, cast);
        report.step(4, "Patient and clinician talk", conversation::talk);
        report.step(5, "Another clinic sees nothing, and that is on record", conversation::refuse);
        report.step(
                6,
                "An opt-out is enforced before it is acknowledged",
                () -> {
                    new ConsentSteps(stack, report, cast).optOut();
                    new ChannelSteps(stack, report, cast).chooseEveryWay();
                });
        var trust = new TrustSteps(stack, report, cast);
        report.step(7, "Every access is in a log that anyone can verify", trust::verifyAudit);
        report.step(8, "An analyst sees what happened, and nobody in it", trust::readStream);
        report.step(
                9,
                "A crash loses nothing and doubles nothing",
                new CrashSteps(stack, report, cast)::crash);
        report.step(
                10,
                "A person ends the account, and nothing is left of it",
                new ErasureSteps(stack, report, cast)::erase);
        report.end();
    }
}
