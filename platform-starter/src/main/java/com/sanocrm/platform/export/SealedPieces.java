package com.sanocrm.platform.export;

import com.sanocrm.contracts.Topic;
import com.sanocrm.contracts.events.EventType;
import com.sanocrm.contracts.events.ExportPartSent;
import com.sanocrm.contracts.id.EventId;
import com.sanocrm.contracts.id.PrivacyRequestId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cuts what is written to it into pieces, seals each and sends it. Only {@link #finish} makes it
 * whole: what is given up in between never has a last piece.
 */
final class SealedPieces extends OutputStream {
    /* Base64 of it, sealed, is below the 128 KiB that a string of an event may have. */
    private static final int PIECE = 64 * 1024;
    private static final int IN_FLIGHT = 32;

    private final Contribution contribution;
    private final String service;
    private final String run;
    private final ExportKey.Seal seal;
    private final Producer<String, byte[]> kafka;
    private final Contributor.Wire wire;
    private final Queue<Future<?>> sent = new ArrayDeque<>();
    private final byte[] buffer = new byte[PIECE];
    private int filled;
    private int number;

    SealedPieces(
            Contribution contribution,
            String service,
            String run,
            Producer<String, byte[]> kafka,
            Contributor.Wire wire) {
        this.contribution = contribution;
        this.service = service;
        this.run = run;
        this.seal = new ExportKey.Seal(contribution.publicKey());
        this.kafka = kafka;
        this.wire = wire;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == PIECE) {
                send(false);
            }
            int now = Math.min(length - done, PIECE - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, now);
            filled += now;
            done += now;
        }
    }

    /** Sends the last piece, and returns when the broker has all. */
    void finish() throws IOException {
        send(true);
        while (!sent.isEmpty()) {
            awaitOldest();
        }
    }

    private void send(boolean last) throws IOException {
        number++;
        PrivacyRequestId request = contribution.id();
        byte[] plain = java.util.Arrays.copyOf(buffer, filled);
        byte[] sealed = seal.seal(new PartPlace(request, service, run, number, last), plain);
        filled = 0;
        var event =
                new ExportPartSent(
                        request,
                        service,
                        run,
                        number,
                        last,
                        Base64.getEncoder().encodeToString(sealed));
        sent.add(
                kafka.send(
                        new ProducerRecord<>(
                                Topic.EXPORT_PARTS.wireName(),
                                null,
                                event.key(),
                                wire.json().writeValueAsBytes(event),
                                wire.headers()
                                        .of(
                                                wire.ids()
                                                        .next(EventId.PREFIX, EventId::new)
                                                        .value(),
                                                EventType.EXPORT_PART_SENT,
                                                event.key(),
                                                null,
                                                0))));
        while (sent.size() > IN_FLIGHT) {
            awaitOldest();
        }
    }

    private void awaitOldest() throws IOException {
        try {
            sent.remove().get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        } catch (ExecutionException refused) {
            throw new IOException("the broker did not take a piece", refused);
        }
    }
}
