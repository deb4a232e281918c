package com.sanocrm.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTests {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "1, 0, 3, tile/1/000.p/3",
        "-1, 1000, 255, tile/entries/x001/000.p/255",
        "7, 999, 1, tile/7/999.p/1"
    })
    void aPathIsTheSpecificationsAndIsReadBack(int level, long index, int width, String path) {
        var tile = new Tile(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(parse(path.substring("tile/".length()))).contains(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/",
                "0/0",
                "0/0000",
                "0/1000",
                "0/x000/001",
                "0/001/002",
                "0/x001/x002",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "0/000.p",
                "0/-01",
                "0/000/",
                "8/000",
                "00/000",
                "data/000",
                "0/x001/x001/x001/x001/x001/001"
            })
    void anyOtherPathIsNone(String path) {
        assertThat(parse(path)).isEmpty();
    }

    @Test
    void aTreeHasTheTilesOfItsCompleteSubtreesOnly() {
        assertThat(Tile.partial(0, 256)).isEmpty();
        assertThat(Tile.partial(1, 256)).contains(new Tile(1, 0, 1));
        assertThat(Tile.partial(0, 70_000)).contains(new Tile(0, 273, 112));
        assertThat(Tile.partial(1, 70_000)).contains(new Tile(1, 1, 17));
        assertThat(Tile.partial(2, 70_000)).contains(new Tile(2, 0, 1));
        assertThat(Tile.partial(3, 70_000)).isEmpty();
        assertThat(new Tile(0, 272, 256).isIn(70_000)).isTrue();
        assertThat(new Tile(0, 273, 112).isIn(70_000)).isTrue();
        assertThat(new Tile(0, 273, 113).isIn(70_000)).isFalse();
        assertThat(new Tile(1, 1, 256).isIn(70_000)).isFalse();
        assertThat(new Tile(0, Long.MAX_VALUE / 2, 1).isIn(70_000)).isFalse();
    }

    private static Optional<Tile> parse(String path) {
        int slash = path.indexOf('/');
        return Tile.parse(path.substring(0, slash), path.substring(slash + 1));
    }
}
