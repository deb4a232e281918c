package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.crypto.Keysets;
import com.sanocrm.platform.crypto.LinkTokens;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What a form carries from the page on which it was shown: whose it is, on which origin, and until
 * when. So a registration is attributed to a partner only if its form was shown where the partner
 * allows it, and still does.
 */
@Component
public class FormTokens {
    private static final ProblemType NOT_ALLOWED =
            new ProblemType("form-not-allowed", 403, "The form is not to be used here");
    private static final String SEPARATOR = " ";

    private final LinkTokens tokens;
    private final Sites sites;
    private final FormSettings settings;
    private final Clock clock;

    FormTokens(Keysets keysets, Sites sites, FormSettings settings, Clock clock) {
        this.tokens = new LinkTokens(keysets.aead("kek"), "partner-form");
        this.sites = sites;
        this.settings = settings;
        this.clock = clock;
    }

    String issue(PartnerId partner, String origin) {
        return tokens.issue(
                String.join(
                        SEPARATOR,
                        partner.value(),
                        Long.toString(clock.instant().plus(settings.open()).getEpochSecond()),
                        origin));
    }

    /**
     * Whose form it is.
     *
     * @throws ProblemException 403 if the token is forged or old, the page's origin is no longer
     *     allowed, or the agreement has ended
     */
    public PartnerId partnerOf(String token) {
        return tokens.open(token)
                .map(content -> content.split(SEPARATOR))
                .filter(parts -> clock.instant().isBefore(until(parts)))
                .flatMap(parts -> sites.shownAt(new PartnerId(parts[0]), parts[2]))
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        NOT_ALLOWED, "Open the page of the clinic again."))
                .partnerId();
    }

    private static Instant until(String... parts) {
        return Instant.ofEpochSecond(Long.parseLong(parts[1]));
    }
}
