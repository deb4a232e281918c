package com.sanocrm.stack.secret;

import com.sanocrm.stack.place.Home;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;

/** By which the checkpoints of this stack's audit logs are verified. */
public final class CheckpointKey {
    private CheckpointKey() {}

    /** Under the name of the platform's own log; each partner's log has the same under its own. */
    public static VerificationKey of(Home home) throws IOException {
        return VerificationKey.parse(
                Files.readString(home.keys().resolve("audit").resolve("checkpoint.vkey")).strip());
    }
}
