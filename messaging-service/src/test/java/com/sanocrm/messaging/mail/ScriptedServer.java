package com.sanocrm.messaging.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A mail server that answers as told, and hangs up where it is told nothing. */
final class ScriptedServer implements AutoCloseable {
    private static final String END_OF_MAIL = ".";
    private static final Map<String, String> GOOD =
            Map.of(
                    "EHLO",
                    "250 ok",
                    "MAIL",
                    "250 ok",
                    "RCPT",
                    "250 ok",
                    "DATA",
                    "354 go",
                    ".",
                    "250 taken",
                    "QUIT",
                    "221 bye",
                    "RSET",
                    "250 ok",
                    "NOOP",
                    "250 ok");

    private final ServerSocket socket;
    private final Map<String, String> changed;

    /**
     * @param changed a command, or a dot for the end of the mail, to its answer; empty to hang up
     */
    ScriptedServer(Map<String, String> changed) {
        try {
            this.changed = changed;
            this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException closed) {
                /* The next one, if any. */
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 ready");
        boolean inMail = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (inMail && !line.equals(END_OF_MAIL)) {
                continue;
            }
            String command = line.equals(END_OF_MAIL) ? line : line.substring(0, 4);
            String answer = changed.getOrDefault(command, GOOD.getOrDefault(command, "500 what"));
            if (answer.isEmpty()) {
                return;
            }
            say(client, answer);
            inMail = answer.startsWith("354");
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
