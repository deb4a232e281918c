package com.sanocrm.messaging.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Gives a letter its two forms. Whatever it says is text: none of it becomes markup. */
final class Frame {
    private static final String HTML = load();
    private static final String FONT =
            "font:400 %s -apple-system,'Segoe UI',Roboto,'Noto Sans Arabic',Arial,sans-serif;";

    private Frame() {}

    static String text(Letter letter) {
        var text = new StringBuilder();
        letter.paragraphs().forEach(one -> text.append(one).append("\n\n"));
        if (letter.action() != null) {
            text.append(letter.action().label())
                    .append(": ")
                    .append(letter.action().target())
                    .append("\n\n");
        }
        text.append("-- \n").append(Phrases.in(letter.language()).get("brand")).append('\n');
        letter.small()
                .forEach(
                        one -> {
                            text.append(one.text());
                            if (one.target() != null) {
                                text.append(": ").append(one.target());
                            }
                            text.append('\n');
                        });
        return text.toString();
    }

    static String html(Letter letter) {
        boolean rightToLeft = letter.language().getLanguage().equals("ar");
        Locale language = rightToLeft ? letter.language() : Locale.ENGLISH;
        return HTML.replace("{{lang}}", language.getLanguage())
                .replace("{{dir}}", rightToLeft ? "rtl" : "ltr")
                .replace("{{start}}", rightToLeft ? "right" : "left")
                .replace("{{brand}}", escape(Phrases.in(letter.language()).get("brand")))
                .replace("{{title}}", escape(letter.subject()))
                .replace("{{action}}", action(letter))
                .replace("{{small}}", small(letter))
                .replace("{{paragraphs}}", paragraphs(letter));
    }

    private static String paragraphs(Letter letter) {
        return letter.paragraphs().stream()
                .map(
                        one ->
                                "<p class=\"text\" style=\"margin:0 0 16px;%scolor:#12302e;\">%s</p>"
                                        .formatted(
                                                FONT.formatted("16px/1.6"),
                                                escape(one).replace("\n", "<br>")))
                .collect(Collectors.joining("\n"));
    }

    private static String action(Letter letter) {
        return letter.action() == null
                ? ""
                : """
                <p style="margin:24px 0 0;"><a href="%s" style="display:inline-block;padding:12px 24px;\
                border-radius:8px;background:#0f766e;color:#ffffff;text-decoration:none;%s">%s</a></p>"""
                        .formatted(
                                escape(letter.action().target().toString()),
                                FONT.formatted("16px/1.3"),
                                escape(letter.action().label()));
    }

    private static String small(Letter letter) {
        return letter.small().stream()
                .map(
                        one ->
                                "<p class=\"small\" style=\"margin:0 0 8px;%scolor:#5b716f;\">%s</p>"
                                        .formatted(FONT.formatted("13px/1.5"), line(one)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Letter.Small small) {
        return small.target() == null
                ? escape(small.text())
                : "<a class=\"small\" href=\"%s\" style=\"color:#5b716f;\">%s</a>"
                        .formatted(escape(small.target().toString()), escape(small.text()));
    }

    /* Braces too, so that no text can name a place of the frame. */
    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8").replace("{", "&#123;");
    }

    private static String load() {
        try (var in = Frame.class.getResourceAsStream("/mail/frame.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
