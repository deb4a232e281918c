package com.sanocrm.messaging.mail;

import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.dispatch.Due;
import java.util.Optional;

/**
 * A document that says that a mail is to be sent.
 *
 * @param <T> the document itself, with a component {@code delivery}
 */
public interface DueMail<T> extends Due<T> {
    /** Whose address is used for it, to be recorded; nobody's if it goes to an office. */
    Optional<Target> usedAddress();
}
