package com.sanocrm.stack.mail;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The mailbox as HTML. Everything that came with a mail is escaped; its HTML part is shown in a
 * frame without scripts, forms, or requests to anywhere.
 */
final class MailPage {
    static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    private static final List<String> SHOWN_HEADERS =
            List.of("Date", "List-Unsubscribe", "List-Unsubscribe-Post", "Reply-To");

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#14302e;--soft:#55706d;--line:#d8e3e1;--paper:#fff;
            --ground:#f3f7f6;--accent:#0b7a6f}
            @media(prefers-color-scheme:dark){:root{--ink:#e3efed;--soft:#9bb5b1;--line:#2a403d;
            --paper:#152523;--ground:#0e1a19;--accent:#5fd3c4}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--ground);color:var(--ink);
            font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
            header{padding:1.25rem 1rem;border-bottom:1px solid var(--line);background:var(--paper)}
            header>*,main{max-width:52rem;margin:0 auto}
            h1{font-size:1.15rem;margin:0 auto}header p{margin:.15rem auto 0;color:var(--soft);
            font-size:.9rem}
            main{padding:1rem}
            a{color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
            ol{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:12px;
            overflow:hidden;background:var(--paper)}
            li+li{border-top:1px solid var(--line)}
            li a{display:block;padding:.8rem 1rem;color:inherit;text-decoration:none}
            li a:hover{background:var(--ground)}
            .who{display:flex;gap:1rem;justify-content:space-between;color:var(--soft);
            font-size:.85rem}
            .subject{font-weight:600;overflow-wrap:anywhere}
            .none{padding:3rem 1rem;text-align:center;color:var(--soft)}
            article{background:var(--paper);border:1px solid var(--line);border-radius:12px;
            padding:1rem;margin-top:1rem}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0;
            font-size:.9rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
            iframe{width:100%;height:24rem;border:0;background:#fff;border-radius:8px}
            @media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
            """;

    private MailPage() {}

    static String list(List<Mail> mails) {
        String items =
                mails.reversed().stream()
                        .map(
                                mail ->
                                        """
                                        <li><a href="/mails/%d"><span class="who"><span>%s</span>\
                                        <span>#%d</span></span><span class="subject">%s</span></a></li>
                                        """
                                                .formatted(
                                                        mail.id(),
                                                        escape(String.join(", ", mail.to())),
                                                        mail.id(),
                                                        escape(mail.subject())))
                        .collect(Collectors.joining());
        String body =
                mails.isEmpty()
                        ? "<p class=none>No mail yet. What the platform sends appears here.</p>"
                        : "<ol>" + items + "</ol>";
        return page("Mailbox", "<meta http-equiv=refresh content=10>", body);
    }

    static String mail(Mail mail) {
        StringBuilder facts = new StringBuilder();
        fact(facts, "From", mail.from());
        fact(facts, "To", String.join(", ", mail.to()));
        for (String name : SHOWN_HEADERS) {
            mail.headers().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .forEach(values -> fact(facts, name, String.join(", ", values)));
        }
        String body =
                "<p><a href=\"/\">All mails</a></p><article><h1>%s</h1><dl>%s</dl></article>"
                        .formatted(escape(mail.subject()), facts);
        if (!mail.text().isBlank()) {
            body += "<article><pre>%s</pre></article>".formatted(linked(mail.text()));
        }
        if (!mail.html().isBlank()) {
            body +=
                    "<article><iframe sandbox title=\"The mail's HTML\" srcdoc=\"%s\"></iframe></article>"
                            .formatted(escape(mail.html()));
        }
        return page(mail.subject(), "", body);
    }

    private static void fact(StringBuilder facts, String name, String value) {
        facts.append("<dt>%s</dt><dd>%s</dd>".formatted(escape(name), linked(value)));
    }

    private static String page(String title, String head, String body) {
        return """
               <!doctype html>
               <html lang="en"><head><meta charset="utf-8">
               <meta name="viewport" content="width=device-width, initial-scale=1">
               <title>%s · SanoCRM mail</title>%s<style>%s</style></head>
               <body><header><h1>SanoCRM local mail</h1>
               <p>Everything the platform sends ends here and is forgotten when it stops.</p></header>
               <main>%s</main></body></html>
               """
                .formatted(escape(title), head, STYLE, body);
    }

    /** Web addresses become links, everything is escaped. */
    private static String linked(String text) {
        StringBuilder html = new StringBuilder();
        Matcher links = LINK.matcher(text);
        int from = 0;
        while (links.find()) {
            String url = escape(links.group());
            html.append(escape(text.substring(from, links.start())))
                    .append("<a rel=\"noopener noreferrer\" href=\"%1$s\">%1$s</a>".formatted(url));
            from = links.end();
        }
        return html.append(escape(text.substring(from))).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
