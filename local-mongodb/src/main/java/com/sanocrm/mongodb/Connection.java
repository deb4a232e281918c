package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's commands, one after the other. */
final class Connection extends SimpleChannelInboundHandler<ClientRequest> {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Dispatch dispatch;
    private final Deque<ClientRequest> waiting = new ArrayDeque<>();
    private boolean busy;
    private int answers;

    Connection(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    /** A command that was taken, and its client. */
    record Pending(ChannelHandlerContext context, Connection client, ClientRequest request) {
        String database() {
            return request.getDatabaseName();
        }

        int bytes() {
            return request.getHeader().getTotalLength();
        }

        Document body() {
            return request instanceof MongoQuery query
                    ? query.getQuery()
                    : ((MongoMessage) request).getDocument();
        }

        String name() {
            return request instanceof MongoQuery && !Commands.isGreeting(body())
                    ? Commands.OLD_QUERY
                    : body().keySet().iterator().next();
        }

        /** By any thread, once. */
        void answer(Document answer) {
            ByteBuf reply = client.encoded(request, answer, context.alloc());
            if (context.executor().inEventLoop()) {
                client.reply(context, reply);
            } else {
                context.executor().execute(() -> client.reply(context, reply));
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        if (busy) {
            context.channel().config().setAutoRead(false);
            waiting.add(request);
        } else {
            begin(context, request);
        }
    }

    private void begin(ChannelHandlerContext context, ClientRequest request) {
        busy = true;
        dispatch.take(new Pending(context, this, request));
    }

    /** What cannot be encoded must not harm the thread that answers others as well. */
    private ByteBuf encoded(ClientRequest request, Document answer, ByteBufAllocator memory) {
        answers++;
        try {
            return Reply.of(request, answers, answer, memory);
        } catch (RuntimeException fault) {
            return Reply.of(request, answers, Commands.answerTo("encode", fault), memory);
        } catch (StackOverflowError nested) {
            var fault = new IllegalStateException("nested too deeply", nested);
            return Reply.of(request, answers, Commands.answerTo("encode", fault), memory);
        }
    }

    private void reply(ChannelHandlerContext context, ByteBuf reply) {
        var _ = context.writeAndFlush(reply, context.voidPromise());
        busy = false;
        ClientRequest next = waiting.poll();
        if (next != null) {
            begin(context, next);
        } else if (!context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** A message that cannot be read, or a connection that broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.atWarn().addKeyValue("failure", cause.getClass().getName()).log("A client is closed");
        var _ = context.close();
    }
}
