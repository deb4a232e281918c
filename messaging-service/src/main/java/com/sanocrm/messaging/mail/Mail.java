package com.sanocrm.messaging.mail;

import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.id.AccountId;

/**
 * A mail to one person. Its class is its type, so that no mail can be of both: a transactional one
 * ignores opt-outs and cannot carry promotion, a promotional one always carries the way to end it
 * and is handed over with a permission only.
 */
public sealed interface Mail permits TransactionalMail, PromotionalMail {
    AccountId person();

    Purpose purpose();

    Letter letter();

    /** Whether it goes to the address that the person has. */
    boolean isToOwnAddress();
}
