package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Documents as they lie in the files. */
final class Bson {
    static final int MAXIMUM_BYTES = 16 << 20;
    private static final int USUAL_BYTES = 1 << 10;

    private Bson() {}

    /** {@code _id} first, as MongoDB stores it. */
    static byte[] encode(Document document) {
        ByteBuf out = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(idFirst(document), out);
        if (out.writerIndex() > MAXIMUM_BYTES) {
            throw new MongoServerError(
                    10334, "BSONObjectTooLarge", "BSONObj size is above 16777216 bytes");
        }
        byte[] bytes = new byte[out.writerIndex()];
        out.readBytes(bytes);
        return bytes;
    }

    /** A field that must be there, and of that type. */
    static <T> T required(Document document, String field, Class<T> type) {
        Object value = document.get(field);
        if (!type.isInstance(value)) {
            throw Refusals.typeMismatch(
                    "BSON field '" + field + "' is missing or not of the expected type");
        }
        return type.cast(value);
    }

    static int size(Document document) {
        ByteBuf out = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, out);
        return out.writerIndex();
    }

    static Document idFirst(Document document) {
        if (!document.containsKey("_id") || document.keySet().iterator().next().equals("_id")) {
            return document;
        }
        Document ordered = new Document("_id", document.get("_id"));
        document.forEach(ordered::putIfAbsent);
        return ordered;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
