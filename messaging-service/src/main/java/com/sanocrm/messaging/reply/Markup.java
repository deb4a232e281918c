package com.sanocrm.messaging.reply;

import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/**
 * The text of an HTML mail, without what it quotes. It goes through the source once, whatever that
 * is: there is no markup that makes it slow or that comes out as anything but text.
 */
final class Markup {
    private static final Set<String> UNSEEN =
            Set.of("head", "style", "script", "title", "template", "object", "blockquote");
    private static final Set<String> BREAKS =
            Set.of("br", "p", "div", "li", "tr", "h1", "h2", "h3", "hr", "table", "ul", "ol");

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Markup(String source) {
        this.source = source;
    }

    static String text(String html) {
        var markup = new Markup(html);
        markup.read();
        return HtmlUtils.htmlUnescape(markup.text.toString()).replace('\u00A0', ' ');
    }

    private void read() {
        while (at < source.length()) {
            char one = source.charAt(at);
            if (one != '<') {
                text.append(one == '\n' || one == '\r' ? ' ' : one);
                at++;
            } else if (source.startsWith("<!--", at)) {
                skipTo("-->");
            } else {
                tag();
            }
        }
    }

    private void tag() {
        int start = at + 1;
        skipTo(">");
        String tag =
                source.substring(Math.min(start, at), Math.max(Math.min(start, at), at - 1))
                        .toLowerCase(Locale.ROOT);
        String name = tag.replaceFirst("^/", "").split("[^a-z0-9]", 2)[0];
        if (BREAKS.contains(name)) {
            text.append('\n');
        }
        if (quotesTheRest(tag)) {
            at = source.length();
        } else if (UNSEEN.contains(name) && !tag.startsWith("/") && !tag.endsWith("/")) {
            leave(name);
        }
    }

    /* The marks of Gmail, Outlook and Yahoo before the mail that is answered. */
    private static boolean quotesTheRest(String tag) {
        return tag.contains("gmail_quote")
                || tag.contains("divrplyfwdmsg")
                || tag.contains("appendonsend")
                || tag.contains("yahoo_quoted")
                || tag.contains("moz-cite-prefix");
    }

    /* To the end of the element, and of those of its name within it. */
    private void leave(String name) {
        int depth = 1;
        while (depth > 0 && at < source.length()) {
            int next = source.indexOf('<', at);
            if (next < 0) {
                at = source.length();
                return;
            }
            at = next + 1;
            if (source.regionMatches(true, at, "/" + name, 0, name.length() + 1)) {
                depth--;
                skipTo(">");
            } else if (name.equals("blockquote")
                    && source.regionMatches(true, at, name, 0, name.length())) {
                depth++;
            }
        }
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at);
        at = found < 0 ? source.length() : found + end.length();
    }
}
