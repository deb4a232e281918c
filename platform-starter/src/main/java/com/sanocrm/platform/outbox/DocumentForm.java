package com.sanocrm.platform.outbox;

import com.mongodb.client.model.Filters;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;

/** What a document looks like: the state's fields and, beside them, the document's own. */
final class DocumentForm<T extends Record> {
    static final String ID = "_id";
    static final String VERSION = "version";
    static final String SEQUENCE = "lastSequence";
    static final String OUTBOX = "outbox";
    static final String APPLIED = "applied";
    private static final List<String> RESERVED = List.of(VERSION, SEQUENCE, OUTBOX, APPLIED);

    private final Codec<T> codec;
    private final List<String> fields;

    DocumentForm(Class<T> type, CodecRegistry codecs) {
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new IllegalArgumentException(
                    "a stored record is public, or the driver cannot read it: " + type.getName());
        }
        this.codec = codecs.get(type);
        this.fields =
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        /* The annotation is for fields: a record component does not show it. */
                        .filter(field -> !field.isAnnotationPresent(BsonId.class))
                        .map(Field::getName)
                        .toList();
        if (!Collections.disjoint(fields, RESERVED)) {
            throw new IllegalArgumentException("these fields are the document's own: " + RESERVED);
        }
    }

    static String id(BsonDocument document) {
        return document.getString(ID).getValue();
    }

    static long version(BsonDocument document) {
        return document.getInt64(VERSION).getValue();
    }

    /** The document of that id unless another writer changed it since. */
    static Bson unchanged(String id, long version) {
        return Filters.and(Filters.eq(ID, id), Filters.eq(VERSION, version));
    }

    /** The document's first version. */
    BsonDocument first(T state, List<OutboxEntry> outgoing, Collection<Position> positions) {
        BsonDocument document = encode(state);
        document.append(VERSION, new BsonInt64(1));
        document.append(SEQUENCE, new BsonInt64(outgoing.size()));
        document.append(OUTBOX, array(outgoing));
        if (!positions.isEmpty()) {
            var applied = new BsonDocument();
            positions.forEach(one -> applied.append(one.source(), new BsonInt64(one.sequence())));
            document.append(APPLIED, applied);
        }
        return document;
    }

    /** The update that makes the next version of the current one. */
    BsonDocument next(
            Stored<T> current, T next, List<OutboxEntry> outgoing, Collection<Position> positions) {
        BsonDocument state = encode(next);
        state.remove(ID);
        var absent = new BsonDocument();
        fields.stream()
                .filter(field -> !state.containsKey(field))
                .forEach(field -> absent.append(field, new BsonString("")));
        state.append(VERSION, new BsonInt64(current.version() + 1));
        state.append(SEQUENCE, new BsonInt64(current.lastSequence() + outgoing.size()));
        positions.forEach(
                one -> state.append(APPLIED + "." + one.source(), new BsonInt64(one.sequence())));
        var update = new BsonDocument("$set", state);
        if (!absent.isEmpty()) {
            update.append("$unset", absent);
        }
        if (!outgoing.isEmpty()) {
            update.append(
                    "$push", new BsonDocument(OUTBOX, new BsonDocument("$each", array(outgoing))));
        }
        return update;
    }

    Stored<T> decode(BsonDocument document) {
        long version = version(document);
        long sequence = document.getInt64(SEQUENCE).getValue();
        T state = codec.decode(new BsonDocumentReader(document), DecoderContext.builder().build());
        return new Stored<>(state, version, sequence);
    }

    private BsonDocument encode(T state) {
        var document = new BsonDocument();
        codec.encode(new BsonDocumentWriter(document), state, EncoderContext.builder().build());
        return document;
    }

    private static BsonArray array(List<OutboxEntry> outgoing) {
        return new BsonArray(outgoing.stream().map(OutboxEntry::toBson).toList());
    }
}
