package com.sanocrm.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A mail that a person writes, as a mail program sends it (RFC 5321, RFC 5322).
 *
 * @param inReplyTo the Message-ID of the mail that it answers
 */
record Letter(String from, String to, String subject, String inReplyTo, String words) {
    /** Hands it to the mail server, and returns its Message-ID. */
    String post(int port) throws IOException {
        String id = "<" + UUID.randomUUID() + "@example.org>";
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers =
                        new BufferedReader(
                                new InputStreamReader(
                                        server.getInputStream(), StandardCharsets.US_ASCII));
                Writer commands =
                        new OutputStreamWriter(
                                server.getOutputStream(), StandardCharsets.US_ASCII)) {
            expect(answers, "220");
            for (String command :
                    List.of(
                            "HELO example.org",
                            "MAIL FROM:<" + from + ">",
                            "RCPT TO:<" + to + ">")) {
                say(commands, command);
                expect(answers, "250");
            }
            say(commands, "DATA");
            expect(answers, "354");
            say(commands, message(id));
            say(commands, ".");
            expect(answers, "250");
            say(commands, "QUIT");
            return id;
        }
    }

    private String message(String id) {
        Base64.Encoder lines = Base64.getMimeEncoder();
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "To: <" + to + ">",
                "Subject: Re: " + subject,
                "Message-ID: " + id,
                "In-Reply-To: " + inReplyTo,
                "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "",
                lines.encodeToString(words.getBytes(StandardCharsets.UTF_8)));
    }

    private static void say(Writer commands, String line) throws IOException {
        commands.write(line + "\r\n");
        commands.flush();
    }

    private static void expect(BufferedReader answers, String code) throws IOException {
        String answer = answers.readLine();
        Checks.demand(
                answer != null && answer.startsWith(code),
                "the mail server takes the mail: " + answer);
    }
}
