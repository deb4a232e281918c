package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.platform.test.ArchitectureRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule that constraints stand where they are checked would find one that does not. */
class ConstraintRuleTest {
    record Checked(
            @NotNull Map.Entry<String, String> entry, @Size(max = 3) List<@NotNull String> list) {}

    record Ignored(Map.@NotNull Entry<String, String> entry) {}

    @Test
    void constraintsThatAreCheckedPass() {
        assertThatNoException()
                .isThrownBy(
                        () -> ArchitectureRules.verifyOnly("com.sanocrm.platform", Checked.class));
    }

    @Test
    void aConstraintBeforeTheLastNameOfANestedTypeFailsTheBuild() {
        assertThatThrownBy(
                        () -> ArchitectureRules.verifyOnly("com.sanocrm.platform", Ignored.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Ignored.entry")
                .hasMessageContaining("stands before the whole type");
    }
}
