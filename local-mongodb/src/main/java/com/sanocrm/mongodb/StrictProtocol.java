package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The library's decoder, which knows fewer types than BSON and would give back some of them as
 * others. A message that holds one of these becomes a command that is refused.
 *
 * <p>Messages by the <a
 * href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">wire protocol</a>.
 */
final class StrictProtocol extends MongoWireProtocolHandler {
    /** Instead of a command that cannot be taken. */
    static final String UNKNOWN_TYPES = "a command with unknown types";

    private static final int REQUEST_ID = 4;
    private static final int OPERATION = 12;
    private static final int FLAGS = 16;
    private static final int SECTIONS = 20;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM_PRESENT = 1;
    private static final int SEQUENCE = 1;

    @Override
    protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf buffer)
            throws Exception {
        if (buffer.readableBytes() < SECTIONS) {
            return null;
        }
        int start = buffer.readerIndex();
        int length = buffer.getIntLE(start);
        boolean isWhole = length >= SECTIONS && length <= MAX_MESSAGE_SIZE_BYTES;
        if (isWhole && buffer.readableBytes() < length) {
            return null;
        }
        if (isWhole
                && buffer.getIntLE(start + OPERATION) == OP_MSG
                && !isKnown(buffer.slice(start, length))) {
            var header = new MessageHeader(length, buffer.getIntLE(start + REQUEST_ID), 0);
            buffer.skipBytes(length);
            Document refused = new Document(UNKNOWN_TYPES, 1).append("$db", "admin");
            return new MongoMessage(context.channel(), header, refused);
        }
        return super.decode(context, buffer);
    }

    private static boolean isKnown(ByteBuf message) {
        boolean checksum = (message.getIntLE(FLAGS) & CHECKSUM_PRESENT) != 0;
        int end = message.capacity() - (checksum ? Integer.BYTES : 0);
        message.readerIndex(SECTIONS);
        KnownTypes types = new KnownTypes(message);
        while (message.readerIndex() < end) {
            int sectionEnd = end;
            if (message.readByte() == SEQUENCE) {
                sectionEnd = message.readerIndex() + message.getIntLE(message.readerIndex());
                message.skipBytes(Integer.BYTES);
                types.skipName();
            } else {
                sectionEnd = message.readerIndex() + message.getIntLE(message.readerIndex());
            }
            while (message.readerIndex() < sectionEnd) {
                if (!types.areInDocument()) {
                    return false;
                }
            }
        }
        return true;
    }
}
