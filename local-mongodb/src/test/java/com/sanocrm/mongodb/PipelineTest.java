package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that sends commands without waiting for the answers to those before. */
class PipelineTest {
    private static final int HEADER_BYTES = 16;
    private static final int OP_MSG = 2013;
    private static final int ROUNDS = 40;

    @TempDir private Path directory;

    private record Answer(int to, BsonDocument body) {}

    @Test
    void commandsOfOneConnectionAreDoneAndAnsweredInTheirOrder() throws Exception {
        List<String> commands = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            commands.add("{insert: 'things', documents: [{_id: %d}], $db: 'd'}".formatted(round));
            commands.add("{count: 'things', $db: 'd'}");
            // neither short nor a writer's: done by a thread of its own
            commands.add("{listIndexes: 'things', $db: 'd'}");
        }

        List<Answer> answers = answers(commands);

        for (int i = 0; i < commands.size(); i++) {
            assertThat(answers.get(i).to()).isEqualTo(i);
            assertThat(answers.get(i).body().getDouble("ok").getValue()).isOne();
        }
        for (int round = 0; round < ROUNDS; round++) {
            BsonDocument count = answers.get(3 * round + 1).body();
            assertThat(count.getInt32("n").getValue()).isEqualTo(round + 1);
        }
    }

    private List<Answer> answers(List<String> commands) throws IOException {
        try (var server = LocalMongoServer.start(directory.resolve("files"), 0);
                var connection =
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                URI.create(server.uri()).getPort())) {
            for (int i = 0; i < commands.size(); i++) {
                connection.getOutputStream().write(message(i, commands.get(i)));
            }
            var in = new DataInputStream(connection.getInputStream());
            List<Answer> answers = new ArrayList<>();
            while (answers.size() < commands.size()) {
                answers.add(answer(in));
            }
            return answers;
        }
    }

    private static byte[] message(int number, String command) {
        var body = new RawBsonDocument(BsonDocument.parse(command), new BsonDocumentCodec());
        var bytes = body.getByteBuffer();
        int length = HEADER_BYTES + Integer.BYTES + 1 + bytes.remaining();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(number)
                .putInt(0)
                .putInt(OP_MSG)
                .putInt(0)
                .put((byte) 0)
                .put(bytes.asNIO())
                .array();
    }

    private static Answer answer(DataInputStream in) throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        ByteBuffer rest =
                ByteBuffer.wrap(in.readNBytes(length - Integer.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int to = rest.getInt(Integer.BYTES);
        int bodyAt = HEADER_BYTES + 1;
        byte[] body = new byte[rest.capacity() - bodyAt];
        rest.get(bodyAt, body);
        return new Answer(to, new RawBsonDocument(body));
    }
}
