package com.sanocrm.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.sanocrm.platform.json.WireJson;
import com.sanocrm.platform.test.MassAssignment;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The check that services use is not asleep. */
class MassAssignmentTest {
    private static final Set<String> STORED = Set.of("status", "name");

    private final JsonMapper json = WireJson.mapper();

    record Strict(String name, List<Inner> inner) {}

    record Inner(String city) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Lenient(String name) {}

    record Around(List<Lenient> all) {}

    record Anything(@JsonAnySetter Map<String, String> all) {}

    @Test
    void aRequestThatNamesItsFieldsTakesNoOther() {
        assertThatCode(() -> verify(Strict.class)).doesNotThrowAnyException();
    }

    @Test
    void aFieldThatIsPassedOverIsFoundHoweverDeep() {
        assertThatThrownBy(() -> verify(Lenient.class)).hasMessageContaining("status by");
        assertThatThrownBy(() -> verify(Around.class))
                .hasMessageContaining("status by")
                .hasMessageContaining("{\"all\":[{\"%s\"");
        assertThatThrownBy(() -> verify(Anything.class)).hasMessageContaining("status by");
    }

    @Test
    void nothingOfferedShowsNothing() {
        assertThatThrownBy(() -> MassAssignment.verify(STORED, Set.of(), this::read))
                .hasMessageContaining("Of 0 stored fields");
    }

    private void verify(Type request) {
        MassAssignment.verify(STORED, Set.of(request), this::read);
    }

    private Object read(String body, Type type) {
        return json.readValue(body, json.constructType(type));
    }
}
