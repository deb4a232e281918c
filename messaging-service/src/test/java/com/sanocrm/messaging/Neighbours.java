package com.sanocrm.messaging;

import com.sanocrm.contracts.Choice;
import com.sanocrm.contracts.Purpose;
import com.sanocrm.contracts.events.AccountChanged;
import com.sanocrm.contracts.events.AccountChanged.Role;
import com.sanocrm.contracts.events.CareRelationshipChanged;
import com.sanocrm.contracts.events.ConsentChanged;
import com.sanocrm.contracts.events.ContactPointChanged;
import com.sanocrm.contracts.events.Event;
import com.sanocrm.contracts.events.NewsletterSubscriptionChanged;
import com.sanocrm.contracts.events.PartnerChanged;
import com.sanocrm.contracts.events.PolicyPublished;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.contracts.id.RelationshipId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.test.TestKafka;
import com.sanocrm.platform.test.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Says what the neighbouring services would say, by their events. */
public final class Neighbours {
    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final KafkaProducer<String, byte[]> KAFKA =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "linger.ms", 0),
                    new StringSerializer(),
                    new ByteArraySerializer());

    private Neighbours() {}

    /** A partner and those of it who care for a patient. */
    public record Care(
            PartnerId partner, AccountId patient, AccountId clinician, RelationshipId id) {}

    public static AccountId newAccount() {
        return new AccountId(AccountId.PREFIX + "_" + UUID.randomUUID());
    }

    public static PartnerId newPartner() {
        return new PartnerId(PartnerId.PREFIX + "_" + UUID.randomUUID());
    }

    public static Care care() {
        return care(newPartner(), newAccount(), newAccount());
    }

    public static Care care(PartnerId partner, AccountId patient, AccountId clinician) {
        publish(
                new PartnerChanged(
                        partner,
                        PartnerChanged.Status.ACTIVE,
                        "A clinic",
                        "AE",
                        LocalDate.of(2026, 1, 1)));
        account(patient, AccountChanged.Status.ACTIVE, Role.PATIENT, null);
        account(clinician, AccountChanged.Status.ACTIVE, Role.CLINICIAN, partner);
        var care =
                new Care(
                        partner,
                        patient,
                        clinician,
                        new RelationshipId(RelationshipId.PREFIX + "_" + UUID.randomUUID()));
        relationship(care, CareRelationshipChanged.Status.ACTIVE, Set.of(clinician));
        return care;
    }

    public static void relationship(
            Care care, CareRelationshipChanged.Status status, Set<AccountId> clinicians) {
        publish(
                new CareRelationshipChanged(
                        care.id(),
                        care.partner(),
                        care.patient(),
                        clinicians,
                        status,
                        Instant.EPOCH,
                        null));
    }

    public static void account(
            AccountId id, AccountChanged.Status status, Role role, @Nullable PartnerId staffOf) {
        account(id, status, role, staffOf, "1");
    }

    public static void account(
            AccountId id,
            AccountChanged.Status status,
            Role role,
            @Nullable PartnerId staffOf,
            @Nullable String acceptedPolicyVersion) {
        publish(account(id, status, role, staffOf, acceptedPolicyVersion, null));
    }

    /** A patient who has the processing restricted since then; null for not any more. */
    public static void restricted(AccountId id, @Nullable Instant since) {
        publish(account(id, AccountChanged.Status.ACTIVE, Role.PATIENT, null, "1", since));
    }

    private static AccountChanged account(
            AccountId id,
            AccountChanged.Status status,
            Role role,
            @Nullable PartnerId staffOf,
            @Nullable String acceptedPolicyVersion,
            @Nullable Instant restrictedSince) {
        return new AccountChanged(
                id,
                status,
                Set.of(role),
                staffOf,
                null,
                null,
                "AE",
                null,
                null,
                acceptedPolicyVersion,
                Map.of(),
                Instant.EPOCH,
                null,
                restrictedSince);
    }

    public static void contactPoint(AccountId id, String email, String language) {
        contactPoint(id, email, language, null);
    }

    /** An address that its owner confirmed then; null for the one of the registration. */
    public static void contactPoint(
            AccountId id, String email, String language, @Nullable Instant since) {
        publish(new ContactPointChanged(id, sealed(id, email), language, since));
    }

    /** A subscription of an address without an account, as consent-service tells of it. */
    public static void subscription(
            AccountId id,
            NewsletterSubscriptionChanged.Status status,
            String email,
            String language,
            Instant askedAt) {
        publish(
                new NewsletterSubscriptionChanged(
                        id,
                        status,
                        status == NewsletterSubscriptionChanged.Status.ENDED
                                ? null
                                : sealed(id, email),
                        language,
                        askedAt,
                        askedAt.plus(Duration.ofDays(2))));
    }

    /** As identity-service seals it for messaging-service alone. */
    public static String sealed(AccountId id, String email) {
        try {
            byte[] sealed =
                    new Keysets(TestKeys.directory())
                            .sealing("contact-public")
                            .encrypt(
                                    email.getBytes(StandardCharsets.UTF_8),
                                    id.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the version. */
    public static long consent(AccountId id, Purpose purpose, Choice choice) {
        long version = SEQUENCE.incrementAndGet();
        publish(
                new ConsentChanged(
                        id, version, Map.of(purpose.wireName(), choice), "1", Instant.now()));
        return version;
    }

    /** Every account has published choices, if only empty ones. */
    public static void noConsent(AccountId id) {
        publish(new ConsentChanged(id, SEQUENCE.incrementAndGet(), Map.of(), "1", Instant.now()));
    }

    public static void policy(String version, Map<String, Choice> defaults) {
        publish(
                new PolicyPublished(
                        version,
                        LocalDate.of(2026, 1, 1),
                        false,
                        defaults,
                        Instant.now(),
                        Map.of("uae", defaults)));
    }

    /** A version that changes the policy in a way that matters. */
    public static void materialPolicy(String version, Instant publishedAt) {
        Map<String, Choice> defaults = Map.of(Purpose.PROMOTIONAL_EMAIL.wireName(), Choice.GRANTED);
        publish(
                new PolicyPublished(
                        version,
                        LocalDate.of(2026, 2, 3),
                        true,
                        defaults,
                        publishedAt,
                        Map.of("uae", defaults)));
    }

    public static void publish(Event event) {
        var headers =
                new EventHeaders("neighbour", Clock.systemUTC())
                        .of(
                                EventId.PREFIX + "_" + UUID.randomUUID(),
                                event.eventType(),
                                event.key(),
                                null,
                                SEQUENCE.incrementAndGet());
        var _ =
                KAFKA.send(
                        new ProducerRecord<>(
                                event.eventType().topic().wireName(),
                                null,
                                event.key(),
                                WireJson.mapper().writeValueAsBytes(event),
                                headers));
        KAFKA.flush();
    }
}
