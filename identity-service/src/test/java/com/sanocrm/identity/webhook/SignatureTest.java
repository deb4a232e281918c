package com.sanocrm.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.platform.crypto.Sensitive;
import com.sanocrm.platform.test.Promise;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The vector that the libraries of Standard Webhooks test with. */
    private static final Sensitive SECRET = new Sensitive("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    @Promise("P-11")
    void theSignatureIsTheOneThatStandardWebhooksPublishes() {
        assertThat(Signature.of(ID, TIME, BODY, List.of(SECRET))).isEqualTo(SIGNED);
    }

    @Test
    @Promise("P-11")
    void eachSecretThatHoldsSigns() {
        Sensitive next = Signature.newSecret(new SecureRandom());

        String both = Signature.of(ID, TIME, BODY, List.of(next, SECRET));

        assertThat(both.split(" "))
                .hasSize(2)
                .contains(SIGNED, Signature.of(ID, TIME, BODY, List.of(next)));
    }

    @Test
    void aSecretHasTheFormAndLengthThatTheSpecificationAsksFor() {
        String secret = Signature.newSecret(new SecureRandom()).reveal();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6)).length).isBetween(24, 64);
    }

    @Test
    void whateverIsChangedChangesTheSignature() {
        assertThat(
                        List.of(
                                Signature.of(ID + "x", TIME, BODY, List.of(SECRET)),
                                Signature.of(ID, TIME.plusSeconds(1), BODY, List.of(SECRET)),
                                Signature.of(ID, TIME, BODY + " ", List.of(SECRET))))
                .doesNotContain(SIGNED)
                .doesNotHaveDuplicates();
    }
}
