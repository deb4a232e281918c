package com.sanocrm.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.contracts.Principal;
import com.sanocrm.contracts.Topic;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    @Test
    void noRuleIsForEverybodyAndNoneIsForEveryTopic() {
        for (AclBinding rule : AccessRules.all()) {
            assertThat(rule.entry().principal()).isNotEqualTo("User:*");
            assertThat(rule.pattern().name()).isNotEqualTo("*");
        }
    }

    @Test
    void outsideReadersWriteNothing() {
        Set<String> writers =
                AccessRules.all().stream()
                        .filter(rule -> rule.entry().operation() == AclOperation.WRITE)
                        .map(rule -> rule.entry().principal())
                        .collect(Collectors.toSet());

        assertThat(writers)
                .doesNotContain(
                        "User:" + Principal.ANALYST.wireName(),
                        "User:" + Principal.WITNESS.wireName());
    }

    @Test
    void onlyTheOperatorReadsDeadLetters() {
        Set<String> deadLetters =
                Arrays.stream(Topic.values())
                        .map(Topic::deadLetterName)
                        .collect(Collectors.toSet());

        assertThat(
                        AccessRules.all().stream()
                                .filter(rule -> rule.entry().operation() == AclOperation.READ)
                                .filter(rule -> deadLetters.contains(rule.pattern().name()))
                                .map(rule -> rule.entry().principal()))
                .containsOnly("User:operator");
    }

    static AclBinding mayRead(Principal principal, String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + principal.wireName(),
                        "*",
                        AclOperation.READ,
                        AclPermissionType.ALLOW));
    }
}
