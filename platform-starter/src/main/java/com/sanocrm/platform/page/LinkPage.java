package com.sanocrm.platform.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The pages behind one kind of link. They work without scripts, load nothing and say nothing about
 * the person.
 */
public final class LinkPage {
    private static final String TEMPLATE = read("page/page.html");
    private static final String STYLE = read("page/page.css");
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(hash(STYLE));

    private final String folder;
    private final String form;

    /**
     * @param folder of the classpath, with {@code form.html}, {@code en.properties} and {@code
     *     ar.properties}; the form names their texts in braces
     */
    public LinkPage(String folder) {
        this.folder = folder;
        this.form = read(folder + "/form.html");
    }

    /** The page that asks before anything is done. */
    public ResponseEntity<byte[]> ask(Language language, String purpose) {
        return answer(200, "ask", language, purpose, form);
    }

    /**
     * @param page {@code <page>.title} and {@code <page>.text} are its texts
     * @param purpose what it is about, in the reader's words; may be empty
     */
    public ResponseEntity<byte[]> tell(int status, String page, Language language, String purpose) {
        return answer(status, page, language, purpose, "");
    }

    public String text(Language language, String name) {
        return texts(language).getProperty(name);
    }

    private ResponseEntity<byte[]> answer(
            int status, String page, Language language, String purpose, String shownForm) {
        return ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.code())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(html(page, language, purpose, shownForm).getBytes(StandardCharsets.UTF_8));
    }

    private String html(String page, Language language, String purpose, String shownForm) {
        Properties texts = texts(language);
        String filled = shownForm;
        for (String name : texts.stringPropertyNames()) {
            filled = filled.replace("{" + name + "}", texts.getProperty(name));
        }
        return TEMPLATE.replace("{form}", filled)
                .replace("{style}", STYLE)
                .replace("{lang}", language.code())
                .replace("{dir}", language.direction())
                .replace("{kind}", page)
                .replace("{title}", texts.getProperty(page + ".title"))
                .replace("{text}", texts.getProperty(page + ".text"))
                .replace("{care}", texts.getProperty("care"))
                .replace("{purpose}", purpose);
    }

    private Properties texts(Language language) {
        var texts = new Properties();
        try {
            texts.load(new StringReader(read(folder + "/" + language.code() + ".properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return texts;
    }

    private static String read(String name) {
        try (InputStream file = LinkPage.class.getResourceAsStream("/" + name)) {
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
