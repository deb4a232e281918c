package com.sanocrm.identity.login;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.Sensitive;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * With what a person logs in.
 *
 * @param partnerId the partner that the person works for; null for patients
 * @param mustChangePassword whether the first login asks for a new password
 */
public record Login(
        AccountId accountId,
        @Nullable PartnerId partnerId,
        Set<Role> roles,
        Sensitive email,
        Sensitive password,
        boolean mustChangePassword) {
    public Login {
        roles = Set.copyOf(roles);
    }
}
