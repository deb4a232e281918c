package com.sanocrm.platform.erasure;

import com.sanocrm.contracts.id.AccountId;
import java.util.Set;

/**
 * A kind of data that the service holds of people. Every bean of this type has its part in an
 * erasure. All of it may be cut off anywhere and is then asked for again, so each is idempotent.
 */
public interface PersonalData {
    /**
     * Under which ids the same person subscribed without the account; they are erased with it.
     * Asked before anything is destroyed.
     */
    default Set<AccountId> alsoKnownAs(AccountId person) {
        return Set.of();
    }

    /** Nothing new comes about from now on; keys that only this kind of data uses are destroyed. */
    default void shut(AccountId person) {}

    /**
     * Removes everything that is held of the person, or all in it that tells about the person.
     *
     * @return how many records were removed or emptied
     */
    long erase(AccountId person);
}
