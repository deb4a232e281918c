package com.sanocrm.identity.login;

import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.Sensitive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.springframework.stereotype.Component;

/**
 * The logins of people and partners' systems. Everything here can be repeated: what exists already
 * is found by the account's or the partner's id and completed.
 *
 * <p>All throw {@link LoginsUnavailableException} when Keycloak is away and {@link
 * LoginRefusedException} when it says no.
 */
@Component
public class Logins {
    static final String ACCOUNT_ID = "account_id";
    private static final String PARTNER_ID = "partner_id";

    private final KeycloakRealm realm;

    Logins(KeycloakRealm realm) {
        this.realm = realm;
    }

    /** Makes the person able to log in. */
    public void ensure(Login login) {
        realm.call(
                () -> {
                    String user = realm.createUser(userOf(login)).orElseGet(() -> ownUser(login));
                    realm.grant(user, login.roles());
                    return user;
                });
    }

    /**
     * Removes the person's login with its sessions.
     *
     * @return how many there were
     */
    public long remove(AccountId person) {
        return realm.call(() -> realm.deleteUsers(ACCOUNT_ID, person.value()));
    }

    /** The person logs in by another address from now on; who has no login gets none. */
    public void readdress(AccountId person, Sensitive email) {
        realm.call(
                () -> {
                    realm.readdressUsers(ACCOUNT_ID, person.value(), email.reveal());
                    return person;
                });
    }

    /** The person cannot log in, and whoever is logged in is no longer; the login stays. */
    public void lock(AccountId person) {
        enable(person, false);
    }

    /** The person can log in again. */
    public void unlock(AccountId person) {
        enable(person, true);
    }

    private void enable(AccountId person, boolean enabled) {
        realm.call(
                () -> {
                    realm.enableUsers(ACCOUNT_ID, person.value(), enabled);
                    return person;
                });
    }

    /**
     * Does the same work as {@link #ensure} for a new patient and leaves nothing: the time that an
     * answer takes must not tell whether an address is registered.
     */
    public void rehearse(Sensitive password) {
        var nobody = new UserRepresentation();
        nobody.setUsername("rehearsal-" + java.util.UUID.randomUUID());
        nobody.setEnabled(false);
        nobody.setCredentials(List.of(password(password)));
        String user =
                realm.call(
                        () -> {
                            String created = realm.createUser(nobody).orElseThrow();
                            realm.grant(created, Set.of(Role.PATIENT));
                            return created;
                        });
        Thread.ofVirtual().name("rehearsal").start(() -> realm.removeUser(user));
    }

    /**
     * Makes the client by which a partner's software gets tokens of role {@code partner-system}.
     *
     * @param clientId its name, a partner has several while it changes from one to another
     * @param account the system's own account, which its tokens name
     */
    public SystemClient ensureSystemClient(
            String clientId, PartnerId partner, AccountId account, String name) {
        return realm.call(
                () -> {
                    String client = realm.createClient(clientOf(clientId, partner, account, name));
                    realm.grant(realm.serviceAccount(client), Set.of(Role.PARTNER_SYSTEM));
                    return new SystemClient(clientId, new Sensitive(realm.secretOf(client)));
                });
    }

    /** The client gets no more tokens; those that it has are good for five minutes at most. */
    public void removeSystemClient(String clientId) {
        realm.call(
                () -> {
                    realm.removeClient(clientId);
                    return clientId;
                });
    }

    /** Neither the partner's software nor its staff get tokens any more; their sessions end. */
    public void shut(PartnerId partner, List<String> systemClients) {
        enable(partner, systemClients, false);
    }

    /** They can log in again. */
    public void reopen(PartnerId partner, List<String> systemClients) {
        enable(partner, systemClients, true);
    }

    private void enable(PartnerId partner, List<String> systemClients, boolean enabled) {
        realm.call(
                () -> {
                    systemClients.forEach(client -> realm.enableClient(client, enabled));
                    realm.enableUsers(PARTNER_ID, partner.value(), enabled);
                    return partner;
                });
    }

    private String ownUser(Login login) {
        UserRepresentation found = realm.userOf(login.email().reveal());
        if (!login.accountId().value().equals(found.firstAttribute(ACCOUNT_ID))) {
            throw new LoginRefusedException("the name belongs to another login");
        }
        return found.getId();
    }

    /** Names stay with us: Keycloak holds only what a login needs. */
    private static UserRepresentation userOf(Login login) {
        var user = new UserRepresentation();
        user.setUsername(login.email().reveal());
        user.setEmail(login.email().reveal());
        user.setEnabled(true);
        user.singleAttribute(ACCOUNT_ID, login.accountId().value());
        attribute(user, login.partnerId());
        user.setCredentials(List.of(password(login.password())));
        user.setRequiredActions(
                login.mustChangePassword() ? List.of("UPDATE_PASSWORD") : List.of());
        return user;
    }

    private static void attribute(UserRepresentation user, @Nullable PartnerId partner) {
        if (partner != null) {
            user.singleAttribute(PARTNER_ID, partner.value());
        }
    }

    private static CredentialRepresentation password(Sensitive password) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password.reveal());
        credential.setTemporary(false);
        return credential;
    }

    private static ClientRepresentation clientOf(
            String clientId, PartnerId partner, AccountId account, String name) {
        var client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setName(name);
        client.setEnabled(true);
        client.setProtocol("openid-connect");
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(true);
        client.setProtocolMappers(
                List.of(
                        claim(ACCOUNT_ID, account.value()),
                        claim(PARTNER_ID, partner.value()),
                        mapper(
                                "sano-audience",
                                "oidc-audience-mapper",
                                Map.of("included.custom.audience", "sano-platform"))));
        return client;
    }

    private static ProtocolMapperRepresentation claim(String name, String value) {
        return mapper(
                "fixed-" + name,
                "oidc-hardcoded-claim-mapper",
                Map.of("claim.name", name, "claim.value", value, "jsonType.label", "String"));
    }

    private static ProtocolMapperRepresentation mapper(
            String name, String kind, Map<String, String> settings) {
        var mapper = new ProtocolMapperRepresentation();
        mapper.setName(name);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(kind);
        var config = new java.util.HashMap<>(settings);
        config.put("access.token.claim", "true");
        config.put("id.token.claim", "false");
        mapper.setConfig(config);
        return mapper;
    }
}
