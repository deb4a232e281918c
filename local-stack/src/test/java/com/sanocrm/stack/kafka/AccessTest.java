package com.sanocrm.stack.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.stack.secret.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The broker's own answers, as each principal gets them. */
class AccessTest {
    private static final Set<AclOperation> OF_DATA =
            EnumSet.of(
                    AclOperation.READ,
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE,
                    AclOperation.CREATE,
                    AclOperation.DELETE,
                    AclOperation.ALTER,
                    AclOperation.ALTER_CONFIGS);

    private static final Broker broker = Broker.running();

    @Test
    void everyPrincipalMayDoExactlyWhatIsDeclared() throws Exception {
        for (String principal : principals()) {
            assertThat(allowed(principal)).as(principal).isEqualTo(declared(principal));
        }
    }

    @Test
    void aPrincipalWithoutRulesSeesNoTopicAtAll() throws Exception {
        try (Admin admin = Admin.create(broker.login(Principal.WITNESS.wireName()).properties())) {
            assertThat(admin.listTopics().names().get())
                    .containsExactly(Topic.AUDIT_CHECKPOINTS.wireName());
        }
    }

    @Test
    void aServiceWritesItsTopicAndNoOther() throws Exception {
        try (var producer = producer(Principal.CONSENT.wireName())) {
            producer.send(new ProducerRecord<>(Topic.CONSENT_STATE.wireName(), "key", "value"))
                    .get();

            assertThatThrownBy(
                            () ->
                                    producer.send(
                                                    new ProducerRecord<>(
                                                            Topic.ACCOUNTS.wireName(),
                                                            "key",
                                                            "value"))
                                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void anAnalystReadsDeidentifiedEventsAndNothingElse() {
        try (var consumer = consumer(Principal.ANALYST.wireName(), "analyst-test")) {
            consumer.subscribe(List.of(Topic.DEIDENTIFIED.wireName()));
            assertThat(consumer.poll(Duration.ofSeconds(2))).isEmpty();

            consumer.subscribe(List.of(Topic.MESSAGING_EVENTS.wireName()));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(5)))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void nobodyJoinsAnothersConsumerGroup() {
        try (var consumer = consumer(Principal.ANALYST.wireName(), "audit-service")) {
            consumer.subscribe(List.of(Topic.DEIDENTIFIED.wireName()));

            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(5)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void aWrongPasswordDoesNotGetIn() {
        KafkaLogin wrong = new KafkaLogin(broker.bootstrap(), "analyst", "a guess");

        assertThatThrownBy(() -> topicsSeenBy(wrong.properties()))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void withoutALoginNobodyGetsInAtEitherListener() {
        for (String door : List.of("bootstrap.servers", "bootstrap.controllers")) {
            String address =
                    door.equals("bootstrap.servers") ? broker.bootstrap() : broker.controller();

            assertThatThrownBy(() -> topicsSeenBy(new HashMap<>(Map.of(door, address))))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void topicsHaveTheDeclaredPartitionsAndCleanup() throws Exception {
        try (Admin admin = Admin.create(broker.admin().properties())) {
            List<NewTopic> declared = new KafkaSetup(admin, 1).declared();
            var present =
                    admin.describeTopics(declared.stream().map(NewTopic::name).toList())
                            .allTopicNames()
                            .get();
            var settings =
                    admin.describeConfigs(
                                    declared.stream().map(topic -> resource(topic.name())).toList())
                            .all()
                            .get();

            for (NewTopic topic : declared) {
                assertThat(requireNonNull(present.get(topic.name())).partitions())
                        .as(topic.name())
                        .hasSize(topic.numPartitions());
                topic.configs()
                        .forEach(
                                (name, value) ->
                                        assertThat(
                                                        requireNonNull(
                                                                        settings.get(
                                                                                resource(
                                                                                        topic
                                                                                                .name())))
                                                                .get(name)
                                                                .value())
                                                .as(topic.name() + " " + name)
                                                .isEqualTo(value));
            }
        }
    }

    @Test
    void settingUpAgainTakesAwayARuleThatIsNotDeclared() throws Exception {
        try (Admin admin = Admin.create(broker.admin().properties())) {
            admin.createAcls(
                            List.of(
                                    AccessRulesTest.mayRead(
                                            Principal.ANALYST, Topic.ACCOUNTS.wireName())))
                    .all()
                    .get();
            broker.setUp();

            assertThat(Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get()))
                    .isEqualTo(Set.copyOf(AccessRules.all()));
        }
    }

    private static List<String> principals() {
        List<String> principals =
                new ArrayList<>(
                        Arrays.stream(Principal.values()).map(Principal::wireName).toList());
        principals.add(Secrets.KAFKA_OPERATOR);
        return principals;
    }

    /** Told from the topics' own lists, not from {@link AccessRules}. */
    private static Map<String, Set<AclOperation>> declared(String principal) {
        Map<String, Set<AclOperation>> declared = new TreeMap<>();
        boolean operator = principal.equals(Secrets.KAFKA_OPERATOR);
        for (Topic topic : Topic.values()) {
            put(
                    declared,
                    topic.wireName(),
                    names(topic.readers()).contains(principal),
                    names(topic.writers()).contains(principal));
            if (!topic.deadLetterWriters().isEmpty()) {
                put(
                        declared,
                        topic.deadLetterName(),
                        operator,
                        operator || names(topic.deadLetterWriters()).contains(principal));
            }
        }
        return declared;
    }

    private static void put(
            Map<String, Set<AclOperation>> declared, String topic, boolean reads, boolean writes) {
        Set<AclOperation> operations = EnumSet.noneOf(AclOperation.class);
        if (reads) {
            operations.add(AclOperation.READ);
        }
        if (writes) {
            operations.add(AclOperation.WRITE);
        }
        if (reads || writes) {
            operations.add(AclOperation.DESCRIBE);
            declared.put(topic, operations);
        }
    }

    private static Set<String> names(Set<Principal> principals) {
        return principals.stream().map(Principal::wireName).collect(Collectors.toSet());
    }

    /** The operations on data that the broker says it allows, by topic that it shows at all. */
    private static Map<String, Set<AclOperation>> allowed(String principal)
            throws InterruptedException, ExecutionException {
        Map<String, Set<AclOperation>> allowed = new TreeMap<>();
        try (Admin admin = Admin.create(broker.login(principal).properties())) {
            Set<String> seen = admin.listTopics().names().get();
            admin.describeTopics(
                            seen, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get()
                    .forEach(
                            (name, topic) -> {
                                Set<AclOperation> operations =
                                        EnumSet.copyOf(topic.authorizedOperations());
                                operations.retainAll(OF_DATA);
                                allowed.put(name, operations);
                            });
        }
        return allowed;
    }

    private static Set<String> topicsSeenBy(Map<String, Object> login) throws Exception {
        login.put("default.api.timeout.ms", "3000");
        login.put("request.timeout.ms", "2000");
        try (Admin admin = Admin.create(login)) {
            return admin.listTopics().names().get(10, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<String, String> producer(String principal) {
        return new KafkaProducer<>(
                broker.login(principal).properties(),
                new StringSerializer(),
                new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(String principal, String group) {
        Map<String, Object> settings = broker.login(principal).properties();
        settings.put("group.id", group);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
