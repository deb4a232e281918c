package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.concurrent.atomic.LongAdder;

/** Counters by MongoDB's names: {@code serverStatus().metrics.queryExecutor}. */
final class Metrics {
    private final LongAdder scannedKeys = new LongAdder();
    private final LongAdder scannedDocuments = new LongAdder();
    private final LongAdder collectionScans = new LongAdder();

    void keyScanned() {
        scannedKeys.increment();
    }

    void documentScanned() {
        scannedDocuments.increment();
    }

    void collectionScanned() {
        collectionScans.increment();
    }

    Document toDocument() {
        return new Document("scanned", scannedKeys.sum())
                .append("scannedObjects", scannedDocuments.sum())
                .append("collectionScans", new Document("total", collectionScans.sum()));
    }
}
