package com.sanocrm.platform;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.sanocrm.platform.audit.AuditMac;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditSpool;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.audit.KeyReleases;
import com.sanocrm.platform.crypto.BlindIndex;
import com.sanocrm.platform.crypto.DataKeys;
import com.sanocrm.platform.crypto.FieldEncryption;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.dispatch.Claims;
import com.sanocrm.platform.id.Ids;
import com.sanocrm.platform.kafka.EventHeaders;
import com.sanocrm.platform.kafka.KafkaSettings;
import com.sanocrm.platform.kafka.Producers;
import com.sanocrm.platform.outbox.DocumentCodecs;
import com.sanocrm.platform.outbox.DocumentsFactory;
import com.sanocrm.platform.outbox.OutboxRelay;
import com.sanocrm.platform.outbox.OutboxSender;
import com.sanocrm.platform.web.IdempotencyKeys;
import com.sanocrm.platform.web.RefusedAccess;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The store side, for services that have a database: documents, outbox, audit trail, keys. */
@AutoConfiguration(after = WebAutoConfiguration.class)
@ConditionalOnExpression("!'${sano.store.uri:}'.isEmpty()")
@EnableConfigurationProperties(KafkaSettings.class)
public class StoreAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(StoreAutoConfiguration.class);
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(2);

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(
            @Value("${sano.store.uri}") String uri, ObjectProvider<CommandListener> listeners) {
        var settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                        .retryWrites(false)
                        .applyToClusterSettings(
                                cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                        .applyToSocketSettings(
                                socket ->
                                        socket.connectTimeout(2, TimeUnit.SECONDS)
                                                .readTimeout(10, TimeUnit.SECONDS))
                        .codecRegistry(DocumentCodecs.registry());
        listeners.forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    /** Waits for the store: services start in any order. */
    @Bean
    MongoDatabase database(MongoClient client, @Value("${sano.store.uri}") String uri)
            throws InterruptedException {
        String name =
                Objects.requireNonNull(
                        new ConnectionString(uri).getDatabase(),
                        "SANO_MONGODB_URI names no database");
        MongoDatabase database = client.getDatabase(name);
        while (!answers(database)) {
            log.atInfo().log("Waiting for the store");
            Thread.sleep(Duration.ofMillis(500));
        }
        return database;
    }

    private static boolean answers(MongoDatabase database) {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException away) {
            return false;
        }
    }

    @Bean
    HealthIndicator storeHealthIndicator(MongoDatabase database) {
        return () -> (answers(database) ? Health.up() : Health.down()).build();
    }

    @Bean
    Keysets keysets(PlatformSettings settings) {
        return new Keysets(settings.keys());
    }

    @Bean
    BlindIndex blindIndex(Keysets keysets) {
        return new BlindIndex(keysets.mac("blind-index"));
    }

    @Bean
    DataKeys dataKeys(MongoDatabase database, Keysets keysets) {
        return new DataKeys(database, keysets.aead("kek"));
    }

    @Bean
    KeyReleases keyReleases(AuditTrail trail, AuditRecords records, MeterRegistry meters) {
        return new KeyReleases(trail, records, meters);
    }

    @Bean
    FieldEncryption fieldEncryption(DataKeys keys, KeyReleases releases) {
        return new FieldEncryption(keys, releases);
    }

    @Bean
    EventHeaders eventHeaders(KafkaSettings kafka, Clock clock) {
        return new EventHeaders(kafka.username(), clock);
    }

    @Bean
    AuditRecords auditRecords(Ids ids, Clock clock) {
        return new AuditRecords(ids, clock);
    }

    @Bean
    AuditSpool auditSpool(MongoDatabase database) {
        var spool = new AuditSpool(database);
        spool.createIndexes();
        return spool;
    }

    @Bean
    AuditTrail auditTrail(
            KafkaSettings kafka,
            PlatformSettings settings,
            Keysets keysets,
            AuditSpool spool,
            JsonMapper json,
            EventHeaders headers,
            Ids ids,
            MeterRegistry meters) {
        return new AuditTrail(
                Producers.giveUpAfter(kafka, AUDIT_PATIENCE),
                spool,
                json,
                headers,
                new AuditMac(keysets.mac(AuditMac.keyset(kafka.username()))),
                AuditMac.producer(kafka.username(), settings.instance() + ":" + ids.uuid()),
                meters);
    }

    @Bean
    RefusedAccess refusedAccess(AuditRecords records, AuditTrail trail) {
        return new RefusedAccess(records, trail);
    }

    @Bean
    OutboxSender outboxSender(
            KafkaSettings kafka, AuditTrail audit, EventHeaders headers, JsonMapper json) {
        return new OutboxSender(Producers.persistent(kafka), audit, headers, json);
    }

    @Bean
    OutboxRelay outboxRelay(OutboxSender sender, MeterRegistry meters, Clock clock) {
        return new OutboxRelay(sender, meters, clock);
    }

    @Bean
    DocumentsFactory documentsFactory(
            MongoDatabase database, OutboxRelay relay, JsonMapper json, Ids ids, Clock clock) {
        return new DocumentsFactory(database, relay, json, ids, clock);
    }

    @Bean
    Claims claims(Clock clock) {
        return new Claims(clock);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(MongoDatabase database, BlindIndex hash, Ids ids, Clock clock) {
        var keys = new IdempotencyKeys(database, hash, ids, clock);
        keys.createIndexes();
        return keys;
    }
}
