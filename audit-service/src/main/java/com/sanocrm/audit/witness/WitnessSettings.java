package com.sanocrm.audit.witness;

import com.sanocrm.transparency.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to ask.
 *
 * @param witnesses each {@code <vkey> <address>}: the key by which its cosignatures are checked and
 *     its submission prefix (C2SP tlog-witness)
 * @param witnessSilence of all witnesses of a log, before compliance is told
 */
@ConfigurationProperties("sano.audit")
record WitnessSettings(
        @Nullable List<String> witnesses, @DefaultValue("PT15M") Duration witnessSilence) {

    /** One of them. */
    record Address(VerificationKey key, URI submission) {
        static Address parse(String text) {
            String[] words = text.strip().split(" +", -1);
            if (words.length != 2 || !words[1].matches("https?://[^ ?#]+")) {
                throw new IllegalArgumentException(
                        "sano.audit.witnesses: <vkey> <address>, separated by commas");
            }
            return new Address(
                    VerificationKey.parseWitness(words[0]),
                    URI.create(words[1].replaceAll("/+$", "") + "/add-checkpoint"));
        }
    }

    WitnessSettings {
        witnesses = witnesses == null ? List.of() : List.copyOf(witnesses);
        witnesses.forEach(Address::parse);
    }

    List<Address> addresses() {
        return witnesses == null ? List.of() : witnesses.stream().map(Address::parse).toList();
    }
}
