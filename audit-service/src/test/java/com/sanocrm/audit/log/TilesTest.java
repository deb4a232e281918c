package com.sanocrm.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sanocrm.audit.AuditServiceTest;
import com.sanocrm.audit.SampleRecords;
import com.sanocrm.transparency.Frontier;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.Tile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A log that has full tiles of the second level, without the records. */
@AuditServiceTest
class TilesTest {
    private static final int SIZE = Tile.WIDTH * Tile.WIDTH + 3 * Tile.WIDTH + 17;

    private final LogName name = LogName.of(SampleRecords.partner());
    private final List<Hash> leaves =
            IntStream.range(0, SIZE)
                    .mapToObj(i -> Hash.ofLeaf(ByteBuffer.allocate(4).putInt(i).array()))
                    .toList();
    private final MerkleTree.Subtrees plain = MerkleTree.of(leaves);

    @Autowired private MongoDatabase database;

    @Test
    void proofsFromStoredTilesAreThoseOfTheLeaves() {
        fill(new Tiles(database));
        var random = new Random(256);
        assertThat(stored()).isNotNull();

        for (int time = 0; time < 20; time++) {
            var tree = head().subtrees(new Tiles(database));
            int index = random.nextInt(SIZE);
            int earlier = 1 + random.nextInt(SIZE);
            assertThat(MerkleTree.inclusionProof(index, SIZE, tree))
                    .isEqualTo(MerkleTree.inclusionProof(index, SIZE, plain));
            assertThat(MerkleTree.consistencyProof(earlier, SIZE, tree))
                    .isEqualTo(MerkleTree.consistencyProof(earlier, SIZE, plain));
        }
    }

    @Test
    void aLogOfBeforeHigherTilesHasThemMade() {
        fill(new Tiles(database));
        database.getCollection("tiles").deleteOne(Filters.eq("_id", name + "/1/0"));

        var tree = head().subtrees(new Tiles(database));

        assertThat(MerkleTree.root(SIZE, tree)).isEqualTo(MerkleTree.root(leaves));
        assertThat(stored()).isNotNull();
    }

    private void fill(Tiles tiles) {
        for (int i = 0; i < SIZE / Tile.WIDTH; i++) {
            tiles.put(name, i, leaves.subList(i * Tile.WIDTH, (i + 1) * Tile.WIDTH));
        }
    }

    private @Nullable Document stored() {
        return database.getCollection("tiles").find(Filters.eq("_id", name + "/1/0")).first();
    }

    private Head head() {
        var tail = leaves.subList(SIZE / Tile.WIDTH * Tile.WIDTH, SIZE);
        return new Head(name, Frontier.EMPTY.append(leaves), tail, "signed");
    }
}
