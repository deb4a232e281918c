package com.sanocrm.stack.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes every mail by SMTP and keeps it in memory until it ends. It delivers nothing to anybody.
 * The mails are shown on a page, as JSON under {@code /api/mails}, and by IMAP.
 */
public final class MailSink implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GreenMail mails;
    private final HttpServer page;

    private MailSink(GreenMail mails, HttpServer page) {
        this.mails = mails;
        this.page = page;
    }

    /** The sink as a process: {@code <address> <SMTP port> <IMAP port> <page's port>}. */
    static void main(String[] args) throws IOException {
        MailSink sink =
                start(
                        args[0],
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
    }

    /**
     * Listens.
     *
     * @param address {@code 127.0.0.1} unless it runs in a container
     */
    static MailSink start(String address, int smtp, int imap, int page) throws IOException {
        GreenMail mails =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(smtp, address, ServerSetup.PROTOCOL_SMTP),
                            new ServerSetup(imap, address, ServerSetup.PROTOCOL_IMAP)
                        });
        /* RFC 5233: what is sent to reply+anything is in the mailbox of reply. */
        mails.withConfiguration(
                GreenMailConfiguration.aConfig()
                        .withDisabledAuthentication()
                        .withSieveIgnoreDetail());
        mails.start();
        HttpServer server = HttpServer.create(new InetSocketAddress(address, page), 0);
        MailSink sink = new MailSink(mails, server);
        server.createContext("/", sink::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return sink;
    }

    int pagePort() {
        return page.getAddress().getPort();
    }

    int smtpPort() {
        return mails.getSmtp().getPort();
    }

    int imapPort() {
        return mails.getImap().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "text/plain", "GET only\n");
            } else if (path.equals("/")) {
                answer(exchange, 200, "text/html", MailPage.list(received()));
            } else if (path.equals("/api/mails")) {
                answer(exchange, 200, "application/json", JSON.writeValueAsString(received()));
            } else if (path.matches("/mails/\\d{1,9}")) {
                show(exchange, Integer.parseInt(path.substring("/mails/".length())));
            } else {
                answer(exchange, 404, "text/plain", "There is no such page\n");
            }
        }
    }

    private void show(HttpExchange exchange, int id) throws IOException {
        List<Mail> received = received();
        if (id < 1 || id > received.size()) {
            answer(exchange, 404, "text/plain", "There is no such mail\n");
        } else {
            answer(exchange, 200, "text/html", MailPage.mail(received.get(id - 1)));
        }
    }

    private List<Mail> received() {
        List<Mail> received = new ArrayList<>();
        for (MimeMessage message : mails.getReceivedMessages()) {
            received.add(Mail.from(received.size() + 1, message));
        }
        return received;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", MailPage.POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        page.stop(0);
        mails.stop();
    }
}
