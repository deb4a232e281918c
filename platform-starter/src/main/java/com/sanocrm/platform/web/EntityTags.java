package com.sanocrm.platform.web;

import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** A document's version as an entity tag (RFC 9110, 8.8.3). */
public final class EntityTags {
    private EntityTags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Lets an update through when the caller saw this version.
     *
     * @throws ProblemException 412 when {@code If-Match} is absent or names another version
     */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (!of(version).equals(ifMatch)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    "Read the resource again and send its ETag as If-Match.");
        }
    }
}
