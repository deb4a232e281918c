package com.sanocrm.platform.dispatch;

import java.time.Duration;

/**
 * A document that says that something is to be sent.
 *
 * @param <T> the document itself, with a component {@code delivery}
 */
public interface Due<T> {
    /** The document's id. */
    String key();

    Delivery delivery();

    T with(Delivery next);

    /** How long it is left alone once claimed: longer than sending it can take. */
    default Duration patience() {
        return delivery().doubled();
    }
}
