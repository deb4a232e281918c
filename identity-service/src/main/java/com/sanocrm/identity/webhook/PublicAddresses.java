package com.sanocrm.identity.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet. IPv4: all but the IANA IPv4 Special-Purpose
 * Address Registry (RFC 6890), multicast and the reserved class E. IPv6: nothing but global unicast
 * (2000::/3), and of it no prefix of the IANA IPv6 Special-Purpose Address Registry nor one that
 * carries an IPv4 address in it: 6to4, Teredo, ISATAP. IPv4-mapped and NAT64 addresses lie outside
 * 2000::/3.
 */
final class PublicAddresses {
    private static final List<Block> REFUSED =
            List.of(
                    Block.of("0.0.0.0", 8), /* this network */
                    Block.of("10.0.0.0", 8), /* private */
                    Block.of("100.64.0.0", 10), /* carrier-grade NAT */
                    Block.of("127.0.0.0", 8), /* loopback */
                    Block.of("169.254.0.0", 16), /* link-local; cloud metadata */
                    Block.of("172.16.0.0", 12), /* private */
                    Block.of("192.0.0.0", 24), /* IETF protocol assignments */
                    Block.of("192.0.2.0", 24), /* documentation */
                    Block.of("192.31.196.0", 24), /* AS112 */
                    Block.of("192.52.193.0", 24), /* AMT */
                    Block.of("192.88.99.0", 24), /* 6to4 relays */
                    Block.of("192.168.0.0", 16), /* private */
                    Block.of("192.175.48.0", 24), /* AS112 */
                    Block.of("198.18.0.0", 15), /* benchmarking */
                    Block.of("198.51.100.0", 24), /* documentation */
                    Block.of("203.0.113.0", 24), /* documentation */
                    Block.of("224.0.0.0", 4), /* multicast */
                    Block.of("240.0.0.0", 4), /* reserved; broadcast */
                    Block.of("2001::", 23), /* IETF protocol assignments; Teredo, ORCHID */
                    Block.of("2001:db8::", 32), /* documentation */
                    Block.of("2002::", 16), /* 6to4 */
                    Block.of("2620:4f:8000::", 48), /* AS112 */
                    Block.of("3fff::", 20)); /* documentation */

    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
    private static final int INTERFACE_ID = 8;
    private static final int LOCAL_BIT = 0x02;
    private static final byte[] ISATAP = {0x00, 0x00, 0x5e, (byte) 0xfe};

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (REFUSED.stream().anyMatch(block -> block.contains(address))) {
            return false;
        }
        return address instanceof Inet4Address
                || (GLOBAL_UNICAST.contains(address) && !isIsatap(address.getAddress()));
    }

    /** RFC 5214: an interface identifier that is an IPv4 address. */
    private static boolean isIsatap(byte[] address) {
        byte[] begin = Arrays.copyOfRange(address, INTERFACE_ID, INTERFACE_ID + ISATAP.length);
        begin[0] &= (byte) ~LOCAL_BIT;
        return Arrays.equals(begin, ISATAP);
    }

    private record Block(InetAddress network, int bits) {
        static Block of(String network, int bits) {
            return new Block(InetAddress.ofLiteral(network), bits);
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            byte[] wanted = network.getAddress();
            if (bytes.length != wanted.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((bytes[bit / Byte.SIZE] ^ wanted[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
