package com.sanocrm.identity.login;

import com.sanocrm.contracts.events.AccountChanged.Role;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The realm over Keycloak's admin API. After some failures in a row calls fail at once for a while,
 * so that a Keycloak that hangs holds up nobody.
 */
@Component
class KeycloakRealm {
    private static final Logger log = LoggerFactory.getLogger(KeycloakRealm.class);
    private static final int CONNECTIONS = 32;
    private static final int MOST_STAFF = 100_000;

    private final Keycloak keycloak;
    private final RealmResource realm;
    private final Map<Role, RoleRepresentation> roles = new ConcurrentHashMap<>();
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "keycloak",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(10)
                            .minimumNumberOfCalls(4)
                            .waitDurationInOpenState(Duration.ofSeconds(3))
                            .permittedNumberOfCallsInHalfOpenState(2)
                            .recordExceptions(ProcessingException.class, ServerErrorException.class)
                            .build());

    KeycloakRealm(KeycloakSettings settings) {
        this.keycloak =
                KeycloakBuilder.builder()
                        .serverUrl(settings.url().toString())
                        .realm(settings.realm())
                        .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .resteasyClient(
                                new ResteasyClientBuilderImpl()
                                        .connectionPoolSize(CONNECTIONS)
                                        .connectTimeout(
                                                settings.connect().toMillis(),
                                                TimeUnit.MILLISECONDS)
                                        .readTimeout(
                                                settings.read().toMillis(), TimeUnit.MILLISECONDS)
                                        .register(new JacksonProvider(), 100)
                                        .build())
                        .build();
        this.realm = keycloak.realm(settings.realm());
    }

    @PreDestroy
    void close() {
        keycloak.close();
    }

    /**
     * @throws LoginsUnavailableException if Keycloak does not answer
     * @throws LoginRefusedException if it answers no
     */
    <T> T call(Supplier<T> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException open) {
            throw new LoginsUnavailableException("Keycloak failed a moment ago");
        } catch (ProcessingException | ServerErrorException away) {
            log.atWarn()
                    .addKeyValue("failure", away.getClass().getSimpleName())
                    .log("Keycloak is away");
            throw new LoginsUnavailableException("Keycloak is away");
        } catch (ClientErrorException refusal) {
            int status = refusal.getResponse().getStatus();
            log.atError().addKeyValue("status", status).log("Keycloak refused a call");
            throw isVerdict(status)
                    ? new LoginRefusedException("Keycloak answered " + status)
                    : new LoginsUnavailableException("Keycloak answered " + status);
        }
    }

    /** Anything else is about us or the realm, such as one that is not imported yet. */
    private static boolean isVerdict(int status) {
        return status == Response.Status.BAD_REQUEST.getStatusCode()
                || status == Response.Status.CONFLICT.getStatusCode();
    }

    /** The new user's id; empty if the name or the address is taken. */
    Optional<String> createUser(UserRepresentation user) {
        try (Response answer = realm.users().create(user)) {
            return created(answer);
        }
    }

    UserRepresentation userOf(String email) {
        return realm.users().searchByEmail(email, true).stream()
                .findFirst()
                .orElseThrow(
                        () -> new LoginRefusedException("the address belongs to another login"));
    }

    /** One that is left behind cannot log in. */
    void removeUser(String id) {
        try (Response answer = realm.users().delete(id)) {
            answer.getStatus();
        } catch (ProcessingException | WebApplicationException leftBehind) {
            log.atWarn()
                    .addKeyValue("failure", leftBehind.getClass().getSimpleName())
                    .log("A rehearsal's user is left in Keycloak");
        }
    }

    /** Deletes every user with that attribute, and says how many there were. */
    long deleteUsers(String attribute, String value) {
        var found = realm.users().searchByAttributes(attribute + ":" + value);
        for (UserRepresentation user : found) {
            try (Response answer = realm.users().delete(user.getId())) {
                int status = answer.getStatus();
                if (status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
                    throw new ServerErrorException(status);
                }
                if (status != Response.Status.NO_CONTENT.getStatusCode()
                        && status != Response.Status.NOT_FOUND.getStatusCode()) {
                    throw new ClientErrorException(status);
                }
            }
        }
        return found.size();
    }

    List<UserResource> usersWith(String attribute, String value) {
        return realm.users().searchByAttributes(attribute + ":" + value).stream()
                .map(user -> realm.users().get(user.getId()))
                .toList();
    }

    /** One that has ended already is none. */
    void endSession(String session) {
        try {
            realm.deleteSession(session, false);
        } catch (NotFoundException ended) {
            log.atDebug().log("A session ended by itself");
        }
    }

    void grant(String user, Set<Role> granted) {
        realm.users()
                .get(user)
                .roles()
                .realmLevel()
                .add(granted.stream().map(this::representation).toList());
    }

    /** The client's internal id, of the one that is there or of the one made. */
    String createClient(ClientRepresentation client) {
        return clientId(client.getClientId())
                .or(
                        () -> {
                            try (Response answer = realm.clients().create(client)) {
                                return created(answer);
                            }
                        })
                .or(() -> clientId(client.getClientId()))
                .orElseThrow(NotFoundException::new);
    }

    private Optional<String> clientId(String name) {
        return realm.clients().findByClientId(name).stream()
                .findFirst()
                .map(ClientRepresentation::getId);
    }

    void removeClient(String name) {
        clientId(name).ifPresent(id -> realm.clients().get(id).remove());
    }

    void enableClient(String name, boolean enabled) {
        clientId(name)
                .map(realm.clients()::get)
                .ifPresent(
                        client -> {
                            ClientRepresentation known = client.toRepresentation();
                            known.setEnabled(enabled);
                            client.update(known);
                        });
    }

    /** All users with that attribute; those who may not log in lose their sessions. */
    void enableUsers(String attribute, String value, boolean enabled) {
        for (UserRepresentation user :
                realm.users()
                        .searchByAttributes(0, MOST_STAFF, null, false, attribute + ":" + value)) {
            user.setEnabled(enabled);
            realm.users().get(user.getId()).update(user);
            if (!enabled) {
                realm.users().get(user.getId()).logout();
            }
        }
    }

    /** Gives every user with that attribute that name and address. */
    void readdressUsers(String attribute, String value, String email) {
        for (UserResource user : usersWith(attribute, value)) {
            UserRepresentation known = user.toRepresentation();
            known.setUsername(email);
            known.setEmail(email);
            known.setEmailVerified(true);
            user.update(known);
        }
    }

    String serviceAccount(String client) {
        return realm.clients().get(client).getServiceAccountUser().getId();
    }

    String secretOf(String client) {
        return realm.clients().get(client).getSecret().getValue();
    }

    private RoleRepresentation representation(Role role) {
        return roles.computeIfAbsent(
                role,
                absent ->
                        realm.roles()
                                .get(role.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toRepresentation());
    }

    private static Optional<String> created(Response answer) {
        if (answer.getStatus() == Response.Status.CONFLICT.getStatusCode()) {
            return Optional.empty();
        }
        if (answer.getStatus() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            throw new ServerErrorException(answer.getStatus());
        }
        if (answer.getStatus() != Response.Status.CREATED.getStatusCode()) {
            throw new ClientErrorException(answer.getStatus());
        }
        return Optional.of(CreatedResponseUtil.getCreatedId(answer));
    }
}
