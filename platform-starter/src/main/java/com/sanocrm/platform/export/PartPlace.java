package com.sanocrm.platform.export;

import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.nio.charset.StandardCharsets;

/**
 * Where a piece of a part belongs. It is the context of the seal, so that a piece that is moved,
 * mixed with another run or called the last cannot be opened.
 *
 * @param number from 1
 */
public record PartPlace(
        PrivacyRequestId request, String service, String run, int number, boolean last) {
    public static PartPlace of(ExportPartSent part) {
        return new PartPlace(
                part.requestId(), part.service(), part.run(), part.number(), part.last());
    }

    byte[] context() {
        return String.join("|", request.value(), service, run, number + "", last ? "last" : "more")
                .getBytes(StandardCharsets.UTF_8);
    }
}
