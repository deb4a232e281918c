package com.sanocrm.identity.account;

/** What is known of an account's address. */
public enum EmailStatus {
    /** As it was given at the registration. */
    UNVERIFIED,
    /** Who has the mailbox confirmed it. */
    VERIFIED,
    /** Mail does not arrive: the person is asked to renew it. */
    BOUNCING
}
