package com.sanocrm.transparency;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tile or an entry bundle by its place (C2SP tlog-tiles): up to 256 consecutive hashes of the
 * complete subtrees of {@code 256^level} leaves, or as many leaves.
 *
 * @param level 0 for the leaf hashes; {@link #ENTRIES} for the leaves themselves
 * @param index counts the level's full tiles
 * @param width how many; below 256 the tile is partial
 */
public record Tile(int level, long index, int width) {
    public static final int WIDTH = 256;
    public static final int ENTRIES = -1;

    /** A complete subtree of 256 is this many levels of the tree high. */
    public static final int HEIGHT = 8;

    /** Of the levels above, none would be complete before the size has more than 63 bits. */
    private static final int MAX_LEVEL = 7;

    private static final Pattern PLACE =
            Pattern.compile("((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("there is no such tile");
        }
    }

    /**
     * Reads what follows {@code tile/}: the level, or {@code entries}, and the rest of the path.
     * Empty for what is no tile's path in its one spelling.
     */
    public static Optional<Tile> parse(String level, String rest) {
        var place = PLACE.matcher(rest);
        if (!level.matches("[0-" + MAX_LEVEL + "]|entries") || !place.matches()) {
            return Optional.empty();
        }
        int width = place.group(2) == null ? WIDTH : Integer.parseInt(place.group(2));
        if (width > WIDTH) {
            return Optional.empty();
        }
        var tile =
                new Tile(
                        level.equals("entries") ? ENTRIES : Integer.parseInt(level),
                        Long.parseLong(place.group(1).replaceAll("[x/]", "")),
                        width);
        return Optional.of(tile).filter(one -> one.path().equals("tile/" + level + "/" + rest));
    }

    /** The tile of a level that holds a tree's last hashes; empty if its last tile is full. */
    public static Optional<Tile> partial(int level, long size) {
        int width = (int) (count(level, size) % WIDTH);
        return width == 0
                ? Optional.empty()
                : Optional.of(new Tile(level, count(level, size) / WIDTH, width));
    }

    /** How many hashes of a level a tree of that size has. */
    public static long count(int level, long size) {
        return size >>> (HEIGHT * Math.max(level, 0));
    }

    /** Whether a tree of that size has all of it. */
    public boolean isIn(long size) {
        return index <= count(level, size) / WIDTH && first() + width <= count(level, size);
    }

    /** Which of the level's hashes comes first. */
    public long first() {
        return index * WIDTH;
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** Relative to the log's own address. */
    public String path() {
        var place = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            place.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/%s/%s%s"
                .formatted(
                        level == ENTRIES ? "entries" : Integer.toString(level),
                        place,
                        isFull() ? "" : ".p/" + width);
    }
}
