package com.sanocrm.stack.process;

import com.sanocrm.stack.place.Complaint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Gives orders to the launcher that runs. */
public final class ControlClient {
    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    public boolean isUp() {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Gives the order and waits for it to be carried out.
     *
     * @return the answer's lines
     * @throws Complaint if nothing runs or the order was refused
     */
    public List<String> order(String order) throws IOException {
        if (!isUp()) {
            throw new Complaint("The local stack is not up.", "Call ./sano up.");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.UTF_8)));
            List<String> lines =
                    new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))
                            .lines()
                            .toList();
            if (lines.isEmpty()) {
                throw new Complaint("The launcher went away.", "See ./sano logs launcher.");
            }
            if (lines.getFirst().startsWith("NO ")) {
                throw new Complaint(
                        lines.getFirst().substring(3), lines.size() > 1 ? lines.get(1) : "");
            }
            return lines.subList(1, lines.size());
        }
    }
}
