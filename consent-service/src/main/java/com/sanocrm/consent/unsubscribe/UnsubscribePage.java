package com.sanocrm.consent.unsubscribe;

import com.sanocrm.contracts.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Properties;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The pages of an unsubscribe link. They work without scripts, load nothing, say nothing about the
 * person, and the form sends what a mail program's own button sends.
 */
final class UnsubscribePage {
    private static final String TEMPLATE = read("page.html");
    private static final String FORM = read("form.html");
    private static final String STYLE = read("page.css");
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(hash(STYLE));

    private UnsubscribePage() {}

    /** Which page. */
    enum Kind {
        ASK,
        DONE,
        RECORDED,
        UNKNOWN
    }

    static ResponseEntity<byte[]> ask(Language language, Purpose purpose) {
        return answer(200, Kind.ASK, language, texts(language).getProperty(purpose.wireName()));
    }

    static ResponseEntity<byte[]> done(Language language, Purpose purpose) {
        return answer(200, Kind.DONE, language, texts(language).getProperty(purpose.wireName()));
    }

    /** The choice is recorded, and a service has not confirmed yet. */
    static ResponseEntity<byte[]> recorded(Language language, Purpose purpose) {
        return answer(
                202, Kind.RECORDED, language, texts(language).getProperty(purpose.wireName()));
    }

    static ResponseEntity<byte[]> unknown(Language language) {
        return answer(404, Kind.UNKNOWN, language, "");
    }

    private static ResponseEntity<byte[]> answer(
            int status, Kind kind, Language language, String purpose) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(html(kind, language, purpose).getBytes(StandardCharsets.UTF_8));
    }

    private static String html(Kind kind, Language language, String purpose) {
        Properties texts = texts(language);
        String page = kind.name().toLowerCase(Locale.ROOT);
        return TEMPLATE.replace("{form}", kind == Kind.ASK ? FORM : "")
                .replace("{style}", STYLE)
                .replace("{lang}", language.code())
                .replace("{dir}", language.direction())
                .replace("{kind}", page)
                .replace("{title}", texts.getProperty(page + ".title"))
                .replace("{text}", texts.getProperty(page + ".text"))
                .replace("{button}", texts.getProperty("button"))
                .replace("{care}", texts.getProperty("care"))
                .replace("{purpose}", purpose);
    }

    private static Properties texts(Language language) {
        var texts = new Properties();
        try {
            texts.load(new java.io.StringReader(read(language.code() + ".properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return texts;
    }

    private static String read(String name) {
        try (InputStream file = UnsubscribePage.class.getResourceAsStream("/unsubscribe/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the page " + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
