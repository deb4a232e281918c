package com.sanocrm.transparency;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The test tree of RFC 6962 implementations, and a larger one of our own. */
public final class PublishedTree {
    public static final List<Hash> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(HexFormat.of()::parseHex)
                    .map(Hash::ofLeaf)
                    .toList();

    /** The roots of the sizes 0 to 8. */
    public static final List<Hash> ROOTS =
            Stream.of(
                            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
                    .map(PublishedTree::hash)
                    .toList();

    private PublishedTree() {}

    static Hash hash(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }

    static List<Hash> leaves(int count) {
        return Stream.iterate(0, n -> n + 1)
                .limit(count)
                .map(n -> Hash.ofLeaf(new byte[] {(byte) (n >> 8), n.byteValue()}))
                .toList();
    }

    /** Complete subtrees, each computed once. */
    static MerkleTree.Subtrees remembered(List<Hash> leaves) {
        record Key(long start, int level) {}
        Map<Key, Hash> known = new HashMap<>();
        return new MerkleTree.Subtrees() {
            @Override
            public Hash hash(long start, int level) {
                var key = new Key(start, level);
                Hash remembered = known.get(key);
                if (remembered == null) {
                    remembered =
                            level == 0
                                    ? leaves.get((int) start)
                                    : Hash.ofNode(
                                            hash(start, level - 1),
                                            hash(start + (1L << (level - 1)), level - 1));
                    known.put(key, remembered);
                }
                return remembered;
            }
        };
    }
}
