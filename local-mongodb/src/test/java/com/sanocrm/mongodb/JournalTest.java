package com.sanocrm.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class JournalTest {
    private static final int RECORDS = 40;
    private static final int HEADER = 7;

    @TempDir private Path directory;
    private Path file = Path.of("");
    private byte[] written = {};
    private int record;

    /** Forty records of the same size, as RocksDB writes them. */
    @BeforeEach
    void writeJournal() throws Exception {
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB db = RocksDB.open(options, directory.toString())) {
            for (byte i = 0; i < RECORDS; i++) {
                db.put(new byte[] {i}, new byte[100]);
            }
        }
        try (var files = Files.list(directory)) {
            file = files.filter(one -> one.toString().endsWith(".log")).findFirst().orElseThrow();
        }
        written = Files.readAllBytes(file);
        record = written.length / RECORDS;
    }

    @Test
    void aWholeJournalStaysAsItIs() throws Exception {
        Journal.repair(directory);

        assertThat(Files.readAllBytes(file)).isEqualTo(written);
    }

    @Test
    void anyBitFlippedInARecordThatOthersFollowIsDamage() throws Exception {
        for (int bit = 0; bit < record * Byte.SIZE; bit++) {
            Files.write(file, flipped((RECORDS - 2) * record, bit));

            assertThatThrownBy(() -> Journal.repair(directory))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("damaged at byte " + (RECORDS - 2) * record);
        }
    }

    /**
     * Whether it was torn or damaged, nobody can tell; the seal knows whether it was acknowledged.
     */
    @Test
    void anyBitFlippedInTheLastRecordMakesItATornEnd() throws Exception {
        byte[] before = Arrays.copyOf(written, (RECORDS - 1) * record);
        for (int bit = 0; bit < record * Byte.SIZE; bit++) {
            Files.write(file, flipped((RECORDS - 1) * record, bit));

            Journal.repair(directory);

            assertThat(Files.readAllBytes(file)).as("bit %d", bit).isEqualTo(before);
        }
    }

    @Test
    void aTornEndIsCutOff() throws Exception {
        byte[] before = Arrays.copyOf(written, (RECORDS - 1) * record);
        for (int left = 1; left < record; left++) {
            Files.write(file, Arrays.copyOf(written, before.length + left));

            Journal.repair(directory);

            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    @Test
    void zeroesAfterTheEndAreCutOff() throws Exception {
        Files.write(file, Arrays.copyOf(written, written.length + (64 << 10)));

        Journal.repair(directory);

        assertThat(Files.readAllBytes(file)).isEqualTo(written);
    }

    @Test
    void aLostSectorIsDamage() throws Exception {
        byte[] damaged = written.clone();
        Arrays.fill(damaged, 512, 1024, (byte) 0);
        Files.write(file, damaged);

        assertThatThrownBy(() -> Journal.repair(directory))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file.toString());
    }

    private byte[] flipped(int at, int bit) {
        byte[] flipped = written.clone();
        flipped[at + bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        assertThat(record).isGreaterThan(HEADER);
        return flipped;
    }
}
