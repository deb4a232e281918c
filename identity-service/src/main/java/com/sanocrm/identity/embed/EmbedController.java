package com.sanocrm.identity.embed;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.security.OpenAccess;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a partner's page loads. Every request says from which origin it comes ({@code Referer}, as
 * the snippet and the script have it sent); one that does not, or comes from another origin, finds
 * nothing, and nothing of it is kept. The browser enforces the same by {@code frame-ancestors}.
 */
@Hidden
@RestController
class EmbedController {
    private static final String PUBLIC = "whoever visits the partner's site has no account yet";
    private static final MediaType SCRIPT =
            new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final Sites sites;
    private final Snippet snippet;
    private final FormPage page;
    private final FormTokens tokens;

    EmbedController(Sites sites, Snippet snippet, FormPage page, FormTokens tokens) {
        this.sites = sites;
        this.snippet = snippet;
        this.page = page;
        this.tokens = tokens;
    }

    @GetMapping("/embed/{partnerId}/register.js")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<String> script(
            @PathVariable String partnerId,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String page) {
        return originOf(page)
                .flatMap(origin -> idOf(partnerId).flatMap(id -> sites.shownAt(id, origin)))
                .map(
                        partner ->
                                ResponseEntity.ok()
                                        .contentType(SCRIPT)
                                        .cacheControl(CacheControl.noStore())
                                        .body(snippet.script(partner.partnerId())))
                .orElseGet(EmbedController::nothing);
    }

    @GetMapping("/embed/{partnerId}/form")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<String> form(
            @PathVariable String partnerId,
            @RequestParam(defaultValue = "en") String lang,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String around) {
        return originOf(around)
                .flatMap(
                        origin ->
                                idOf(partnerId)
                                        .flatMap(id -> sites.shownAt(id, origin))
                                        .map(
                                                partner ->
                                                        html(
                                                                page.of(
                                                                        partner,
                                                                        lang,
                                                                        tokens.issue(
                                                                                partner.partnerId(),
                                                                                origin),
                                                                        origin),
                                                                partner.partnerId())))
                .orElseGet(EmbedController::nothing);
    }

    @GetMapping("/embed/form.js")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<Resource> formScript() {
        return part("embed/form.js", SCRIPT);
    }

    @GetMapping("/embed/form.css")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<Resource> formStyle() {
        return part("embed/form.css", new MediaType("text", "css", StandardCharsets.UTF_8));
    }

    private static ResponseEntity<Resource> part(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource(name));
    }

    private ResponseEntity<String> html(String body, PartnerId partner) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        "Content-Security-Policy",
                        POLICY + String.join(" ", sites.originsOf(partner)))
                .body(body);
    }

    private static ResponseEntity<String> nothing() {
        return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }

    private static Optional<PartnerId> idOf(String asked) {
        try {
            return Optional.of(new PartnerId(asked));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> originOf(@Nullable String url) {
        try {
            return Optional.ofNullable(url)
                    .map(URI::create)
                    .filter(uri -> uri.getScheme() != null && uri.getRawAuthority() != null)
                    .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
