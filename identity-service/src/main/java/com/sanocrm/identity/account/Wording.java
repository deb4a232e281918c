package com.sanocrm.identity.account;

/** The form that values of a person have, as regular expressions with what to tell the sender. */
public final class Wording {
    /** What HTML calls a valid address, in a domain with a dot; quoted local parts are none. */
    public static final String EMAIL =
            "(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])";

    public static final String EMAIL_SAYS = "an e-mail address of at most 254 characters";

    /** Any script; counted in code points. */
    public static final String NAME = "(?s)(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,200}";

    public static final String NAME_SAYS = "1 to 200 characters, no control characters";

    /** E.164 with the separators that people write. */
    public static final String PHONE = "\\+[1-9](?:[ ().-]{0,2}[0-9]){6,14}";

    public static final String PHONE_SAYS = "an international number: + and 7 to 15 digits";

    /** What the Social Security Administration never issued is none (20 CFR 422.103). */
    public static final String SSN = "(?!000|666|9)[0-9]{3}-?(?!00)[0-9]{2}-?(?!0000)[0-9]{4}";

    public static final String SSN_SAYS = "a social security number: 9 digits, as in 123-45-6789";

    /** NIST SP 800-63B-4, 3.1.1.2 allows length alone to be the rule. */
    public static final int PASSWORD_MIN = 12;

    public static final int PASSWORD_MAX = 128;

    public static final String PASSWORD_SAYS = "12 to 128 characters";

    private Wording() {}
}
