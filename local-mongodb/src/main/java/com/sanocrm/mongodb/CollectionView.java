package com.sanocrm.mongodb;

import com.sanocrm.mongodb.Scan.Found;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection as one command sees it: its documents over one {@link Access}. Where the command
 * writes, a document is given to it after it was locked and was found to match still.
 */
final class CollectionView extends AbstractMongoCollection<byte[]> {
    private static final CursorRegistry NO_CURSORS = new CursorRegistry();

    private final CollectionState collection;
    private final Access access;
    private final Metrics metrics;
    private final long sortBytes;
    private final DocumentWriter writer;
    private Deadline deadline = Deadline.NEVER;
    private boolean several;
    private @Nullable Object hint;

    CollectionView(
            MongoDatabase database,
            CollectionState collection,
            Access access,
            Catalog catalog,
            Metrics metrics,
            long sortBytes) {
        super(database, collection.name(), CollectionOptions.withDefaults(), NO_CURSORS);
        this.collection = collection;
        this.access = access;
        this.metrics = metrics;
        this.sortBytes = sortBytes;
        this.writer = new DocumentWriter(collection, catalog);
    }

    CollectionView until(Deadline end) {
        deadline = end;
        return this;
    }

    /** The command may change several documents: which, is settled before the first changes. */
    CollectionView several() {
        several = true;
        return this;
    }

    CollectionView hint(@Nullable Object index) {
        hint = index;
        return this;
    }

    /**
     * @param limit 0 for all
     */
    Stream<Document> find(Document filter, Document sort, int skip, int limit, Document fields) {
        Stream<Document> found = documents(filter, sort, skip, limit);
        return fields.isEmpty() ? found : found.map(one -> projected(one, fields));
    }

    Stream<Document> sorted(Stream<Document> documents, Document sort) {
        byte[] nowhere = {};
        return new Order(sort, sortBytes)
                .sorted(documents.map(one -> new Found(nowhere, one, Bson.size(one))), 0)
                .map(Found::document);
    }

    private Stream<Document> documents(Document filter, Document sort, int skip, int limit) {
        Plan plan = new Planner(collection).plan(filter, sort, hint);
        Predicate<Document> matches = Matcher.of(filter);
        Stream<Found> found =
                Scan.stream(collection, plan, access, metrics, deadline)
                        .filter(one -> matches.test(one.document()));
        if (!plan.sorted()) {
            int needed = limit > 0 && access instanceof Reading ? skip + limit : 0;
            found = new Order(sort, sortBytes).sorted(found, needed);
        }
        Stream<Document> documents =
                access instanceof Writing writing
                        ? locked(found, matches, writing)
                        : found.map(Found::document);
        documents = skip > 0 ? documents.skip(skip) : documents;
        return limit > 0 ? documents.limit(limit) : documents;
    }

    private Stream<Document> locked(
            Stream<Found> found, Predicate<Document> matches, Writing writing) {
        Stream<byte[]> keys = found.map(Found::key);
        if (several) {
            keys = keys.toList().stream();
        }
        return keys.mapMulti(
                (key, next) -> {
                    byte[] stored = writing.lock(key);
                    Document current = stored == null ? null : Bson.decode(stored);
                    if (current != null && matches.test(current)) {
                        next.accept(current);
                    } else {
                        writing.unlock(key);
                    }
                });
    }

    Document projected(Document document, Document fields) {
        return matchDocumentsFromStream(Planner.NO_SORT, Stream.of(document), 0, 0, 0, null, fields)
                .iterator()
                .next();
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        Document sort = orderBy == null ? Planner.NO_SORT : orderBy;
        Iterator<Document> found = documents(query, sort, skip, limit).iterator();
        return new QueryResult(() -> found);
    }

    @Override
    public void addDocument(Document document) {
        writer.add(document, (Writing) access);
    }

    @Override
    public void removeDocument(Document document) {
        writer.remove(document, (Writing) access);
    }

    void replace(Document before, Document after) {
        byte[] key = collection.documentKey(KeyEncoder.encode(before.get("_id")));
        writer.replace(key, before, after, (Writing) access);
    }

    @Override
    protected void handleUpdate(byte[] key, Document before, Document after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int count() {
        Entries documents = access.entries(Interval.all(collection.number()), false);
        int count = 0;
        while (documents.next()) {
            deadline.check();
            count++;
        }
        return count;
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Stream<DocumentWithPosition<byte[]>> streamAllDocumentsWithPosition() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Document getDocument(byte[] key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] addDocumentInternal(Document document) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void removeDocument(byte[] key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void updateDataSize(int change) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected int getDataSize() {
        throw new UnsupportedOperationException();
    }

    /** Of the library's own indexes there are none: {@link DocumentWriter} keeps ours. */
    @Override
    public List<de.bwaldvogel.mongo.backend.Index<byte[]>> getIndexes() {
        return List.of();
    }
}
