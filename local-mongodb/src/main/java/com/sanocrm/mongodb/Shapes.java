package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.Stream;

/** Commands about databases, collections and indexes. */
final class Shapes {
    private static final Document ID_INDEX =
            new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_");

    private final Engine engine;
    private final IndexBuilder builder;

    Shapes(Engine engine) {
        this.engine = engine;
        this.builder = new IndexBuilder(engine);
    }

    Map<String, Function<Request, Document>> commands() {
        return Map.of(
                "create", this::create,
                "drop", this::drop,
                "dropDatabase", this::dropDatabase,
                "createIndexes", this::createIndexes,
                "dropIndexes", this::dropIndexes,
                "listIndexes", this::listIndexes,
                "listCollections", this::listCollections,
                "listDatabases", this::listDatabases,
                "validate", this::validate);
    }

    private Document create(Request request) {
        request.checked(Set.of("idIndex", "autoIndexId"));
        String name = request.text("create");
        if (engine.catalog().find(request.database(), name) != null) {
            throw new MongoServerError(
                    48,
                    "NamespaceExists",
                    "Collection " + request.database() + "." + name + " already exists.");
        }
        engine.catalog().findOrCreate(request.database(), name);
        return okay();
    }

    private Document drop(Request request) {
        request.checked(Set.of());
        CollectionState collection =
                engine.catalog().find(request.database(), request.text("drop"));
        if (collection == null) {
            return okay();
        }
        drop(collection);
        return new Document("nIndexesWas", collection.indexes().size() + 1)
                .append("ns", collection.namespace())
                .append("ok", 1.0);
    }

    private void drop(CollectionState collection) {
        Lock alone = collection.shape().writeLock();
        alone.lock();
        try {
            if (!collection.isDropped()) {
                engine.catalog().drop(collection);
            }
        } finally {
            alone.unlock();
        }
    }

    private Document dropDatabase(Request request) {
        request.checked(Set.of());
        engine.catalog().in(request.database()).forEach(this::drop);
        return new Document("dropped", request.database()).append("ok", 1.0);
    }

    private Document createIndexes(Request request) {
        request.checked(Set.of("indexes"));
        engine.disk().demand();
        String name = request.text("createIndexes");
        boolean isNew = engine.catalog().find(request.database(), name) == null;
        List<Document> wanted = request.documents("indexes");
        if (wanted.isEmpty()) {
            throw Refusals.badValue("Must specify at least one index to create");
        }
        wanted.forEach(one -> builder.check(request, one));
        CollectionState collection = engine.catalog().findOrCreate(request.database(), name);
        int before = collection.indexes().size() + 1;
        wanted.forEach(one -> builder.build(collection, one));
        int after = collection.indexes().size() + 1;
        Document answer =
                new Document("numIndexesBefore", before)
                        .append("numIndexesAfter", after)
                        .append("createdCollectionAutomatically", isNew);
        if (after == before) {
            answer.append("note", "all indexes already exist");
        }
        return answer.append("ok", 1.0);
    }

    private Document dropIndexes(Request request) {
        request.checked(Set.of("index"));
        CollectionState collection = existing(request);
        Lock alone = collection.shape().writeLock();
        alone.lock();
        try {
            int before = collection.indexes().size() + 1;
            engine.catalog()
                    .drop(
                            collection,
                            chosen(
                                    collection,
                                    Bson.required(request.body(), "index", Object.class)));
            return new Document("nIndexesWas", before).append("ok", 1.0);
        } finally {
            alone.unlock();
        }
    }

    private static List<IndexDefinition> chosen(CollectionState collection, Object wanted) {
        if (wanted.equals("*")) {
            return collection.indexes();
        }
        Collection<?> names = wanted instanceof Collection<?> several ? several : List.of(wanted);
        List<IndexDefinition> chosen = new ArrayList<>();
        for (Object name : names) {
            if (name.equals("_id_") || name.equals(new Document("_id", 1))) {
                throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
            }
            chosen.add(
                    collection.indexes().stream()
                            .filter(one -> one.name().equals(name) || one.key().equals(name))
                            .findFirst()
                            .orElseThrow(() -> Refusals.indexNotFound(name.toString())));
        }
        return chosen;
    }

    private CollectionState existing(Request request) {
        CollectionState collection =
                engine.catalog().find(request.database(), request.text(request.name()));
        if (collection == null) {
            throw Refusals.namespaceNotFound(
                    "ns does not exist: "
                            + request.database()
                            + "."
                            + request.text(request.name()));
        }
        return collection;
    }

    private Document listIndexes(Request request) {
        request.checked(Set.of("cursor"));
        CollectionState collection = existing(request);
        Stream<Document> indexes =
                Stream.concat(
                        Stream.of(ID_INDEX),
                        collection.indexes().stream().map(IndexDefinition::toDocument));
        return listed(collection.namespace(), indexes);
    }

    private Document listCollections(Request request) {
        request.checked(Set.of("cursor", "filter", "nameOnly", "authorizedCollections"));
        Document filter = request.document("filter");
        Stream<Document> collections =
                engine.catalog().in(request.database()).stream()
                        .map(Shapes::described)
                        .filter(one -> Matcher.of(filter).test(one));
        return listed(request.database() + ".$cmd.listCollections", collections);
    }

    private static Document described(CollectionState collection) {
        return new Document("name", collection.name())
                .append("type", "collection")
                .append("options", new Document())
                .append("info", new Document("readOnly", false))
                .append("idIndex", ID_INDEX);
    }

    private static Document listed(String namespace, Stream<Document> all) {
        Document cursor =
                new Document("id", 0L).append("ns", namespace).append("firstBatch", all.toList());
        return new Document("cursor", cursor).append("ok", 1.0);
    }

    private Document listDatabases(Request request) {
        request.checked(Set.of("filter", "nameOnly", "authorizedDatabases"));
        Document filter = request.document("filter");
        List<Document> databases =
                engine.catalog().databases().stream()
                        .map(name -> new Document("name", name).append("empty", false))
                        .filter(one -> Matcher.of(filter).test(one))
                        .toList();
        return new Document("databases", databases).append("ok", 1.0);
    }

    private Document validate(Request request) {
        request.checked(Set.of("full"));
        CollectionState collection = existing(request);
        Lock shape = collection.shape().readLock();
        shape.lock();
        try (Reading reading = engine.storage().read(Budget.unlimited())) {
            return new Validation(collection, reading).run();
        } finally {
            shape.unlock();
        }
    }

    private static Document okay() {
        return new Document("ok", 1.0);
    }
}
