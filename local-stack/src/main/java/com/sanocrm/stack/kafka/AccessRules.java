package com.sanocrm.stack.kafka;

import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import com.sanocrm.stack.secret.Secrets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what, from {@link Topic}: its writers write, its readers read, the services among the
 * readers write its dead letters, and the operator reads and writes all dead letters. A principal's
 * consumer groups start with its name. Whoever may write may write idempotently (KIP-679).
 */
public final class AccessRules {
    private static final String FROM_ANYWHERE = "*";

    private AccessRules() {}

    public static Set<AclBinding> all() {
        Set<AclBinding> rules = new LinkedHashSet<>();
        for (Topic topic : Topic.values()) {
            topic.writers().forEach(writer -> write(rules, topic.wireName(), writer.wireName()));
            topic.readers().forEach(reader -> read(rules, topic.wireName(), reader.wireName()));
            topic.deadLetterWriters()
                    .forEach(writer -> write(rules, topic.deadLetterName(), writer.wireName()));
            read(rules, topic.deadLetterName(), Secrets.KAFKA_OPERATOR);
            write(rules, topic.deadLetterName(), Secrets.KAFKA_OPERATOR);
        }
        for (Principal principal : Principal.values()) {
            groups(rules, principal.wireName());
        }
        groups(rules, Secrets.KAFKA_OPERATOR);
        return rules;
    }

    private static void write(Set<AclBinding> rules, String topic, String principal) {
        rules.add(rule(topic(topic), principal, AclOperation.WRITE));
        rules.add(rule(topic(topic), principal, AclOperation.DESCRIBE));
    }

    private static void read(Set<AclBinding> rules, String topic, String principal) {
        rules.add(rule(topic(topic), principal, AclOperation.READ));
        rules.add(rule(topic(topic), principal, AclOperation.DESCRIBE));
    }

    private static void groups(Set<AclBinding> rules, String principal) {
        rules.add(
                rule(
                        new ResourcePattern(ResourceType.GROUP, principal, PatternType.PREFIXED),
                        principal,
                        AclOperation.READ));
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    private static AclBinding rule(
            ResourcePattern resource, String principal, AclOperation operation) {
        return new AclBinding(
                resource,
                new AccessControlEntry(
                        "User:" + principal, FROM_ANYWHERE, operation, AclPermissionType.ALLOW));
    }
}
