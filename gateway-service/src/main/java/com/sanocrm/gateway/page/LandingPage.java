package com.sanocrm.gateway.page;

import com.sanocrm.platform.PlatformSettings;
import com.sanocrm.platform.security.OpenAccess;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Says what runs here until the portal does, in the visitor's language. */
@Hidden
@RestController
class LandingPage {
    private static final String PUBLIC = "anybody may see what runs here";
    private static final int LOCAL_GATEWAY_PORT = 8080;
    private static final int LOCAL_MAIL_PORT = 8025;

    private final String english;
    private final String arabic;

    LandingPage(PlatformSettings settings) throws IOException {
        this.english = page("en", settings.publicUrl());
        this.arabic = page("ar", settings.publicUrl());
    }

    private static String page(String language, URI publicUrl) throws IOException {
        String page =
                new ClassPathResource("pages/" + language + ".html")
                        .getContentAsString(StandardCharsets.UTF_8);
        return "localhost".equals(publicUrl.getHost())
                ? page.replace("{mail}", localMail(publicUrl))
                : page.replaceAll("(?s)<!--local-->.*?<!--/local-->", "");
    }

    /** The local stack shifts all ports by the same offset. */
    private static String localMail(URI publicUrl) {
        int offset = Math.max(publicUrl.getPort(), LOCAL_GATEWAY_PORT) - LOCAL_GATEWAY_PORT;
        return "http://localhost:" + (LOCAL_MAIL_PORT + offset);
    }

    @GetMapping("/")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<String> negotiated(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
                    @Nullable String languages) {
        return prefersArabic(languages) ? arabic() : english();
    }

    @GetMapping("/en")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<String> english() {
        return html(english, Locale.ENGLISH);
    }

    @GetMapping("/ar")
    @OpenAccess(because = PUBLIC)
    ResponseEntity<String> arabic() {
        return html(arabic, Locale.of("ar"));
    }

    private static boolean prefersArabic(@Nullable String languages) {
        try {
            return languages != null
                    && "ar"
                            .equals(
                                    Locale.lookupTag(
                                            Locale.LanguageRange.parse(languages),
                                            List.of("en", "ar")));
        } catch (IllegalArgumentException notAList) {
            return false;
        }
    }

    private static ResponseEntity<String> html(String page, Locale language) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(page);
    }
}
