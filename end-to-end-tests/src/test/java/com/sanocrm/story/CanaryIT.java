package com.sanocrm.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.test.Promise;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A mark of its own in every personal field of every request: afterwards none of them stands
 * outside ciphertext, wherever and however it might be written.
 */
@ExtendWith(RunningStack.class)
class CanaryIT {
    private final Stack stack = RunningStack.STACK;

    @Test
    @Promise({"P-07", "P-12", "P-13"})
    void noPersonalFieldIsFoundInPlainAnywhere() throws Exception {
        var canaries = new Canaries();
        var flights = new CanaryFlights(stack, canaries);
        flights.all();

        Set<String> fields = RequestFields.of(stack.gateway().base());
        assertThat(PersonalFields.stale(fields)).as("exceptions of nothing").isEmpty();
        Set<String> forgotten = new TreeSet<>(fields);
        forgotten.removeIf(field -> !PersonalFields.isPersonal(field));
        forgotten.removeAll(canaries.planted());
        assertThat(forgotten).as("personal fields without a mark").isEmpty();

        String control = flights.publicName();
        Set<String> words = new TreeSet<>(canaries.fields().keySet());
        words.add(control);
        Set<Sweep.Found> found = stack.swept(new Sweep(words));
        assertThat(found).as("what is public is found").anyMatch(one -> one.word().equals(control));
        List<String> leaks =
                found.stream()
                        .filter(one -> !one.word().equals(control))
                        .filter(one -> !isExpected(canaries.field(one.word()), one))
                        .map(one -> canaries.field(one.word()) + ": " + one)
                        .toList();
        System.out.printf(
                "Canaries: %d fields, %d marks%n",
                canaries.planted().size(), canaries.fields().size());
        assertThat(leaks).isEmpty();
        assertThat(stack.mails().toString())
                .as("mails, as they are read")
                .doesNotContain(
                        canaries.fields().entrySet().stream()
                                .filter(field -> !isAddress(field.getValue()))
                                .map(field -> field.getKey())
                                .toArray(String[]::new));
    }

    /** An address is what Keycloak knows a person by, and what stands on a letter. */
    private static boolean isExpected(String field, Sweep.Found found) {
        return isAddress(field) && found.file().toString().matches(".*/data/(keycloak|mail)/.*");
    }

    private static boolean isAddress(String field) {
        return field.matches(".*/[a-zA-Z]*[eE]mail");
    }
}
