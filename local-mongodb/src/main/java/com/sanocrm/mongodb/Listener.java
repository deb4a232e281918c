package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Takes connections on loopback and gives their commands to the backend. */
final class Listener implements AutoCloseable {
    /** Each connection waits for locks and for the disk on the thread it is bound to. */
    private static final int THREADS = 128;

    private static final int WAITING_CONNECTIONS = 100;

    private final EventLoopGroup threads =
            new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel channel;

    /**
     * @param port 0 for any free one
     */
    Listener(MongoBackend backend, int port) {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(threads)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, WAITING_CONNECTIONS)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel client) {
                                        client.pipeline()
                                                .addLast(
                                                        new MongoWireReplyEncoder(),
                                                        new MongoWireMessageEncoder(),
                                                        new StrictProtocol(),
                                                        new MongoDatabaseHandler(backend, clients),
                                                        new MongoExceptionHandler());
                                    }
                                });
        boolean bound = false;
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            channel = bootstrap.bind(address).syncUninterruptibly().channel();
            bound = true;
        } finally {
            if (!bound) {
                var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            }
        }
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Returns when no command runs any more. */
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
