package com.sanocrm.platform.security;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sanocrm.platform.test.ArchitectureRules;
import com.sanocrm.platform.test.Promise;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rule that every endpoint declares its access would find one that does not. */
class DeclarationRuleTest {
    @RestController
    static class Declared {
        @GetMapping("/declared")
        @Access(action = "note.read", resource = "note")
        void declared() {}

        @GetMapping("/open")
        @OpenAccess(because = "it tells of nobody")
        void open() {}
    }

    @RestController
    static class ForgottenByItsVerb {
        @GetMapping("/forgotten")
        void forgotten() {}
    }

    @RestController
    static class ForgottenByItsMapping {
        @RequestMapping("/forgotten")
        void forgotten() {}
    }

    @Test
    void whatIsDeclaredPasses() {
        assertThatNoException()
                .isThrownBy(
                        () -> ArchitectureRules.verifyOnly("com.sanocrm.platform", Declared.class));
    }

    @Test
    @Promise("P-34")
    void anEndpointWithoutDeclarationFailsTheBuild() {
        for (Class<?> seeded :
                new Class<?>[] {ForgottenByItsVerb.class, ForgottenByItsMapping.class}) {
            assertThatThrownBy(() -> ArchitectureRules.verifyOnly("com.sanocrm.platform", seeded))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("forgotten")
                    .hasMessageContaining("@Access or @OpenAccess");
        }
    }
}
