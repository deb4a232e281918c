package com.sanocrm.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.mongodb.Soak;
import com.sanocrm.platform.test.Promise;
import com.sanocrm.platform.test.TestKeys;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkTokensTest {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String CONTENT = "acc_0197a1b2-c3d4-7000-8000-000000000001 newsletter";
    private final Keysets keysets = new Keysets(TestKeys.directory());
    private final LinkTokens tokens = new LinkTokens(keysets.aead("unsubscribe"), "unsubscribe");

    @Test
    @Promise("P-25")
    void aTokenOpensForItsUseOnlyAndSaysNothingItself() {
        String token = tokens.issue(CONTENT);

        assertThat(tokens.open(token)).hasValue(CONTENT);
        assertThat(new LinkTokens(keysets.aead("unsubscribe"), "other").open(token)).isEmpty();
        assertThat(new LinkTokens(keysets.aead("kek"), "unsubscribe").open(token)).isEmpty();
        assertThat(
                        new String(
                                Base64.getUrlDecoder().decode(token),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("acc_", "newsletter");
        assertThat(tokens.issue(CONTENT)).isNotEqualTo(token);
    }

    /** Of a token there is one spelling only: no bit of it is left to be changed. */
    @Test
    @Promise("P-25")
    void noMutatedTokenIsAccepted() {
        long seed = Soak.seed();
        var random = new Random(seed);
        int count = Soak.count(30_000, 1_000_000);
        String good = tokens.issue(CONTENT);
        var accepted = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            if (i % 1_000 == 0) {
                /* Of each length of Base64's last group. */
                good = tokens.issue(CONTENT + "x".repeat(i / 1_000 % 3));
            }
            String mutated = mutated(good, random);
            if (!mutated.equals(good) && tokens.open(mutated).isPresent()) {
                accepted.add(mutated);
            }
        }

        assertThat(accepted).as("SANO_SEED=%s", seed).isEmpty();
    }

    private static String mutated(String token, Random random) {
        var text = new StringBuilder(token);
        int at = random.nextInt(text.length());
        return switch (random.nextInt(8)) {
            case 0 -> text.deleteCharAt(at).toString();
            case 1 -> text.insert(at, letter(random)).toString();
            case 2 -> text.substring(at);
            case 3 -> text.substring(0, at);
            case 4 -> text.append(random.nextBoolean() ? "=" : "==").toString();
            case 5 -> {
                text.setCharAt(text.length() - 1, letter(random));
                yield text.toString();
            }
            default -> {
                text.setCharAt(at, letter(random));
                yield text.toString();
            }
        };
    }

    private static char letter(Random random) {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
}
