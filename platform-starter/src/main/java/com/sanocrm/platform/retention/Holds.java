package com.sanocrm.platform.retention;

import com.sanocrm.contracts.id.AccountId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose data no retention rule may destroy: whom a case of legal process names, whose demand by
 * right is open, and whose data is restricted (GDPR Art. 18(1)(c): the person may need it for
 * claims). A service has one for each kind of hold that it knows.
 */
public interface Holds {
    /** Those of the people who are held now. */
    Set<AccountId> among(Set<AccountId> people);

    /** Those whom any of the kinds holds. */
    static Set<AccountId> among(Set<AccountId> people, Collection<Holds> kinds) {
        return people.isEmpty()
                ? Set.of()
                : kinds.stream()
                        .flatMap(kind -> kind.among(people).stream())
                        .collect(Collectors.toSet());
    }
}
