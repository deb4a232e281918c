package com.sanocrm.stack.process;

import com.sanocrm.stack.place.Complaint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Takes one order a connection on a Unix domain socket that only its owner may open. The answer's
 * first line is {@code OK}, or {@code NO} with what is wrong; what to do follows.
 */
public final class ControlServer implements AutoCloseable {
    /** Carries out an order and returns the lines of its answer. */
    @FunctionalInterface
    public interface Orders {
        String obey(String order, String argument) throws Exception;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Orders orders;

    private ControlServer(Path socket, ServerSocketChannel server, Orders orders) {
        this.socket = socket;
        this.server = server;
        this.orders = orders;
    }

    public static ControlServer open(Path socket, Orders orders) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        ControlServer control = new ControlServer(socket, server, orders);
        Thread.ofPlatform().daemon().name("control").start(control::accept);
        return control;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                var in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
                var out =
                        new PrintWriter(Channels.newWriter(client, StandardCharsets.UTF_8), true)) {
            String line = in.readLine();
            if (line != null) {
                String[] words = line.split(" ", 2);
                answer(out, words[0], words.length > 1 ? words[1] : "");
            }
        } catch (IOException e) {
            // The client went away; what it ordered was done.
        }
    }

    private void answer(PrintWriter out, String order, String argument) {
        try {
            String lines = orders.obey(order, argument);
            out.println("OK");
            out.print(lines);
        } catch (Complaint e) {
            out.println("NO " + e.whatIsWrong());
            out.println(e.advice());
        } catch (Exception e) {
            out.println("NO " + e);
            out.println("See ./sano logs launcher.");
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
