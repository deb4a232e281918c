package com.sanocrm.identity.login;

import com.sanocrm.contracts.id.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserSessionRepresentation;
import org.springframework.stereotype.Component;

/**
 * A person's log-ins and the applications that act for the person, as Keycloak has them. What ended
 * is refused there at once; an access token that was given before lives on for its five minutes at
 * most.
 *
 * <p>All throw {@link LoginsUnavailableException} when Keycloak is away.
 */
@Component
public class LogInSessions {
    private final KeycloakRealm realm;

    LogInSessions(KeycloakRealm realm) {
        this.realm = realm;
    }

    public List<LogInSession> of(AccountId person) {
        return realm.call(
                () ->
                        users(person).stream()
                                .flatMap(user -> user.getUserSessions().stream())
                                .map(LogInSessions::session)
                                .toList());
    }

    /** Ends it; whoever has it logs in anew. */
    public void end(LogInSession session) {
        realm.call(
                () -> {
                    realm.endSession(session.id());
                    return session;
                });
    }

    public List<ConnectedApplication> applications(AccountId person) {
        return realm.call(
                () ->
                        users(person).stream()
                                .flatMap(user -> user.getConsents().stream())
                                .map(LogInSessions::application)
                                .toList());
    }

    /** Takes back what the person granted it, with its tokens. */
    public void disconnect(AccountId person, ConnectedApplication application) {
        realm.call(
                () -> {
                    users(person).forEach(user -> user.revokeConsent(application.clientId()));
                    return application;
                });
    }

    private List<UserResource> users(AccountId person) {
        return realm.usersWith(Logins.ACCOUNT_ID, person.value());
    }

    private static LogInSession session(UserSessionRepresentation found) {
        return new LogInSession(
                found.getId(),
                found.getIpAddress(),
                Instant.ofEpochMilli(found.getStart()),
                Instant.ofEpochMilli(found.getLastAccess()),
                Set.copyOf(found.getClients().values()));
    }

    private static ConnectedApplication application(Map<String, Object> found) {
        var scopes = new HashSet<String>();
        if (found.get("grantedClientScopes") instanceof Collection<?> granted) {
            granted.forEach(scope -> scopes.add(String.valueOf(scope)));
        }
        boolean offline =
                found.get("additionalGrants") instanceof Collection<?> more && !more.isEmpty();
        return new ConnectedApplication(
                String.valueOf(Objects.requireNonNull(found.get("clientId"))),
                scopes,
                offline,
                time(found.get("createdDate")));
    }

    private static @Nullable Instant time(@Nullable Object millis) {
        return millis instanceof Number number ? Instant.ofEpochMilli(number.longValue()) : null;
    }
}
