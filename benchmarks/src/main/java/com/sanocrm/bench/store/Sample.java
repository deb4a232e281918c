package com.sanocrm.bench.store;

import java.util.Date;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * Documents of 1 KiB like those of the services: of an owner, at a time, with a body that does not
 * compress since it is encrypted.
 */
final class Sample {
    /** Of the document in BSON. */
    static final int BYTES = 1024;

    static final int FOUND = 25;

    /** How many documents an owner has in the small collection of finds, so that 25 are few. */
    private static final int OF_AN_OWNER_AMONG_FEW = 50;

    private static final int BODY_BYTES =
            BYTES - encode(document("own_000000", new byte[0])).length;

    private Sample() {}

    static Document document() {
        return document(owner(1), body());
    }

    /** Of any of so many owners. */
    static Document document(int owners) {
        return document(owner(owners), body());
    }

    private static Document document(String owner, byte[] body) {
        return new Document("_id", new ObjectId())
                .append("owner", owner)
                .append("at", new Date())
                .append("body", new Binary(body));
    }

    /** What an update changes: the body, and a field of the index. */
    static Document change() {
        return new Document(
                "$set", new Document("at", new Date()).append("body", new Binary(body())));
    }

    static Document index() {
        return new Document("owner", 1).append("at", -1);
    }

    static int owners(int few) {
        return Math.max(1, few / OF_AN_OWNER_AMONG_FEW);
    }

    static String owner(int owners) {
        return "own_%06d".formatted(ThreadLocalRandom.current().nextInt(owners));
    }

    static byte[] encode(Document document) {
        BasicOutputBuffer buffer = new BasicOutputBuffer(BYTES);
        try (BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
            new DocumentCodec().encode(writer, document, EncoderContext.builder().build());
        }
        return buffer.toByteArray();
    }

    private static byte[] body() {
        byte[] body = new byte[BODY_BYTES];
        ThreadLocalRandom.current().nextBytes(body);
        return body;
    }
}
