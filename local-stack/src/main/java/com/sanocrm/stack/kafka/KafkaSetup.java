package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Brings a broker to what {@link Topic} and {@link AccessRules} declare: credentials, topics with
 * their settings, and exactly those access rules. Applying it again changes nothing.
 */
public final class KafkaSetup {
    private static final int SCRAM_ITERATIONS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(1);

    private final Admin admin;
    private final short copies;

    /**
     * For that cluster.
     *
     * @param copies of each partition: 1 on one node, 3 elsewhere
     */
    public KafkaSetup(Admin admin, int copies) {
        this.admin = admin;
        this.copies = (short) copies;
    }

    /**
     * Applies all of it and waits until the broker acts on it: the controller answers before the
     * broker knows.
     *
     * @param passwords by principal's wire name
     */
    public void apply(Map<String, String> passwords)
            throws InterruptedException, ExecutionException {
        credentials(passwords);
        topics();
        accessRules();
        awaitEffect(passwords.keySet());
    }

    private void awaitEffect(Set<String> principals)
            throws InterruptedException, ExecutionException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!inEffect(principals)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("Kafka does not act on its access rules");
            }
            Thread.sleep(POLL);
        }
    }

    private boolean inEffect(Set<String> principals)
            throws InterruptedException, ExecutionException {
        Set<String> topics = declared().stream().map(NewTopic::name).collect(Collectors.toSet());
        return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get())
                        .equals(AccessRules.all())
                && admin.describeUserScramCredentials().users().get().containsAll(principals)
                && admin.listTopics().names().get().containsAll(topics);
    }

    private void credentials(Map<String, String> passwords)
            throws InterruptedException, ExecutionException {
        Set<String> known = new HashSet<>(admin.describeUserScramCredentials().users().get());
        List<UserScramCredentialAlteration> missing =
                passwords.entrySet().stream()
                        .filter(entry -> !known.contains(entry.getKey()))
                        .<UserScramCredentialAlteration>map(
                                entry ->
                                        new UserScramCredentialUpsertion(
                                                entry.getKey(),
                                                new ScramCredentialInfo(
                                                        ScramMechanism.SCRAM_SHA_512,
                                                        SCRAM_ITERATIONS),
                                                entry.getValue()))
                        .toList();
        if (!missing.isEmpty()) {
            admin.alterUserScramCredentials(missing).all().get();
        }
    }

    private void topics() throws InterruptedException, ExecutionException {
        Set<String> known = admin.listTopics().names().get();
        List<NewTopic> missing =
                declared().stream().filter(topic -> !known.contains(topic.name())).toList();
        if (!missing.isEmpty()) {
            admin.createTopics(missing).all().get();
        }
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        declared().stream()
                .filter(topic -> known.contains(topic.name()))
                .forEach(
                        topic ->
                                settings.put(
                                        new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                        topic.configs().entrySet().stream()
                                                .map(KafkaSetup::setting)
                                                .toList()));
        admin.incrementalAlterConfigs(settings).all().get();
    }

    private static AlterConfigOp setting(Map.Entry<String, String> entry) {
        return new AlterConfigOp(
                new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET);
    }

    /** Every topic and its dead letters, which keep the partition an event had. */
    List<NewTopic> declared() {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(
                    new NewTopic(topic.wireName(), topic.partitions(), copies)
                            .configs(
                                    topic.retention()
                                            .map(KafkaSetup::keptFor)
                                            .orElseGet(KafkaSetup::compacted)));
            if (!topic.deadLetterWriters().isEmpty()) {
                topics.add(
                        new NewTopic(topic.deadLetterName(), topic.partitions(), copies)
                                .configs(keptFor(Topic.DEAD_LETTER_RETENTION)));
            }
        }
        return topics;
    }

    /** A segment is closed after a day, because only closed ones are deleted. */
    private static Map<String, String> keptFor(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(LONGEST_SEGMENT.toMillis()));
    }

    /** What a later event of the same key replaced is gone within about a day. */
    private static Map<String, String> compacted() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(LONGEST_SEGMENT.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(LONGEST_SEGMENT.toMillis()));
    }

    private void accessRules() throws InterruptedException, ExecutionException {
        Set<AclBinding> declared = AccessRules.all();
        Set<AclBinding> present =
                new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
        Set<AclBinding> missing = new HashSet<>(declared);
        missing.removeAll(present);
        if (!missing.isEmpty()) {
            admin.createAcls(missing).all().get();
        }
        Set<AclBindingFilter> tooMuch =
                present.stream()
                        .filter(rule -> !declared.contains(rule))
                        .map(AclBinding::toFilter)
                        .collect(Collectors.toSet());
        if (!tooMuch.isEmpty()) {
            admin.deleteAcls(tooMuch).all().get();
        }
    }
}
