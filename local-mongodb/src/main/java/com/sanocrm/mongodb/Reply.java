package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Answers as they are sent, by the <a
 * href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">wire protocol</a>:
 * OP_MSG, or OP_REPLY to the old OP_QUERY.
 */
final class Reply {
    private static final int USUAL_BYTES = 256;
    private static final int OP_REPLY = 1;
    private static final int OP_MSG = 2013;
    private static final int NO_FLAGS = 0;
    private static final int BODY = 0;

    private Reply() {}

    static ByteBuf of(ClientRequest request, int number, Document answer, ByteBufAllocator memory) {
        ByteBuf message = memory.ioBuffer(USUAL_BYTES);
        boolean done = false;
        try {
            boolean old = request instanceof MongoQuery;
            message.writeIntLE(0)
                    .writeIntLE(number)
                    .writeIntLE(request.getHeader().getRequestID())
                    .writeIntLE(old ? OP_REPLY : OP_MSG)
                    .writeIntLE(NO_FLAGS);
            if (old) {
                long cursor = 0;
                int from = 0;
                int documents = 1;
                message.writeLongLE(cursor).writeIntLE(from).writeIntLE(documents);
            } else {
                message.writeByte(BODY);
            }
            BsonEncoder.encodeDocument(answer, message);
            message.setIntLE(0, message.writerIndex());
            done = true;
            return message;
        } finally {
            if (!done) {
                message.release();
            }
        }
    }
}
