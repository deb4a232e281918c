package com.sanocrm.mongodb;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * How connections are read and written. Linux's io_uring takes the messages of several clients in
 * one system call; where it is not to be had or forbidden, as in many containers, the JDK's way.
 */
record Transport(IoHandlerFactory handlers, Class<? extends ServerChannel> channel) {
    static Transport best() {
        return IoUring.isAvailable()
                ? new Transport(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class)
                : new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }
}
