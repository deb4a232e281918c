package com.sanocrm.platform.security;

import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.problem.ProblemException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, from the access token and nothing else. A controller method takes it as a parameter.
 *
 * @param partnerId the tenant of staff and system clients; null for patients and the platform's own
 *     people
 */
public record Caller(AccountId accountId, Set<Role> roles, @Nullable PartnerId partnerId) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether the token gives the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The tenant; for anybody without one the resource does not exist. */
    public PartnerId tenant() {
        return Optional.ofNullable(partnerId).orElseThrow(ProblemException::notFound);
    }

    /** The role that the audit trail names, the strongest reason to be here first. */
    public String auditRole() {
        return roles.stream().sorted().map(Role::claim).findFirst().orElse("none");
    }

    /**
     * Reads a token that is already verified; empty when it lacks the account or names it wrongly.
     */
    static Optional<Caller> of(Jwt token) {
        try {
            String account = token.getClaimAsString("account_id");
            if (account == null) {
                return Optional.empty();
            }
            String partner = token.getClaimAsString("partner_id");
            return Optional.of(
                    new Caller(
                            new AccountId(account),
                            rolesOf(token),
                            partner == null ? null : new PartnerId(partner)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Set<Role> rolesOf(Jwt token) {
        Map<String, Object> access = token.getClaimAsMap("realm_access");
        Collection<?> names =
                access != null && access.get("roles") instanceof Collection<?> listed
                        ? listed
                        : List.of();
        var roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> Role.ofClaim(String.valueOf(name)).ifPresent(roles::add));
        return roles;
    }
}
