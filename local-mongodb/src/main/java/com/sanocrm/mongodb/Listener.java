package com.sanocrm.mongodb;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Takes connections on loopback and gives their commands to the backend. */
final class Listener implements AutoCloseable {
    /** Threads that serve the connections; the writer and the clients need processors as well. */
    private static final int LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WAITING_CONNECTIONS = 100;

    private final Transport transport = Transport.best();
    private final EventLoopGroup threads =
            new MultiThreadIoEventLoopGroup(LOOPS, transport.handlers());
    private final Dispatch dispatch;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel channel;

    /**
     * @param port 0 for any free one
     */
    Listener(Engine engine, int port) {
        dispatch = new Dispatch(engine);
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(threads)
                        .channel(transport.channel())
                        .option(ChannelOption.SO_BACKLOG, WAITING_CONNECTIONS)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel client) {
                                        clients.add(client);
                                        client.pipeline()
                                                .addLast(
                                                        new StrictProtocol(),
                                                        new Connection(dispatch));
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
                dispatch.close();
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
        dispatch.close();
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
