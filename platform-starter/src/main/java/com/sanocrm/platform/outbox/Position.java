package com.sanocrm.platform.outbox;

import org.bson.BsonDocument;
import org.bson.BsonValue;

/** How far a document has applied the events of a source. */
record Position(String source, long sequence) {
    /** The source's name is a field's name in the document. */
    Position {
        source = source.replace('.', '_');
    }

    boolean isAppliedIn(BsonDocument document) {
        BsonValue last = document.getDocument(DocumentForm.APPLIED, new BsonDocument()).get(source);
        return last != null && last.asInt64().getValue() >= sequence;
    }
}
