package com.sanocrm.identity.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The address of a receiver: the name is resolved once for a delivery, and the connection goes to
 * what was looked at, so that a name which stands for another address a moment later leads nowhere.
 */
final class Receivers {
    private final Resolver resolver;
    private final boolean local;

    /** The DNS. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    Receivers(Resolver resolver, boolean local) {
        this.resolver = resolver;
        this.local = local;
    }

    /** A name stands for an address inside. */
    static final class AddressNotAllowedException extends Exception {
        private static final long serialVersionUID = 1L;

        AddressNotAllowedException() {
            super("not an address of the public internet", null, false, false);
        }
    }

    /**
     * @throws AddressNotAllowedException if any of the addresses is not public, though others are
     */
    InetAddress addressOf(ReceiverUrl url) throws UnknownHostException, AddressNotAllowedException {
        InetAddress[] all = resolver.addressesOf(url.host());
        if (all.length == 0 || !Arrays.stream(all).allMatch(this::isAllowed)) {
            throw new AddressNotAllowedException();
        }
        return all[0];
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.contain(address) || (local && address.isLoopbackAddress());
    }
}
