package com.sanocrm.platform.audit;

/**
 * For what the platform reads what is under a person's key with nobody looking and no record
 * before. Each is an exception from the rule; give the reason with it.
 */
public enum OwnWork {
    /**
     * The identity provider gets the address and the password that the person has just chosen; the
     * record of it is that of the activation, or of the change of the login, which follows in the
     * same attempt if that succeeds.
     */
    GIVING_A_LOGIN,
    /**
     * Words in a mail of which nobody knows who wrote it are under a key of the request's own,
     * which is no person's. That support reads them is recorded, about nobody.
     */
    WORDS_OF_NOBODY_KNOWN,
    /** A partner's secret, with which what it hears is signed, is about no person. */
    SECRETS_OF_PARTNERS
}
