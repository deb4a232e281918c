package com.sanocrm.identity.emergency;

import com.sanocrm.platform.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why the glass was broken, in the clinician's words: 1 to 1,000 characters of plain text. */
public record Justification(String text) {
    static final String FORM = "(?s)(?=.*\\S)[[^\\p{Cc}\\p{Cs}]\\n\\r\\t]{1,1000}";
    static final String SAYS = "1 to 1,000 characters of plain text";
    private static final Pattern PATTERN = Pattern.compile(FORM);

    /**
     * Reads a parameter.
     *
     * @throws ProblemException 422 if it is none
     */
    public static Justification of(@Nullable String parameter) {
        if (parameter == null || !PATTERN.matcher(parameter).matches()) {
            throw ProblemException.invalid(
                    "/justification", "Say why, in " + SAYS + "; it is kept and reviewed.");
        }
        return new Justification(parameter);
    }

    /** Says nothing of the text: it is about a patient. */
    @Override
    public String toString() {
        return "Justification[]";
    }
}
