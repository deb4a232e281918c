package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands that change nothing. None of them waits for a lock or for the disk. */
final class Reads {
    private static final Set<String> STAGES =
            Set.of("$match", "$sort", "$skip", "$limit", "$project", "$group", "$unwind");

    private final Engine engine;

    Reads(Engine engine) {
        this.engine = engine;
    }

    Map<String, Function<Request, Document>> commands() {
        return Map.of(
                "find", this::find,
                "aggregate", this::aggregate,
                "count", this::count,
                "distinct", this::distinct,
                "getMore", this::getMore,
                "killCursors", this::killCursors);
    }

    private Document find(Request request) {
        request.checked(
                Set.of(
                        "filter",
                        "sort",
                        "projection",
                        "hint",
                        "skip",
                        "limit",
                        "batchSize",
                        "singleBatch",
                        "allowDiskUse",
                        "noCursorTimeout",
                        "allowPartialResults"));
        Document filter = Filters.checked(request.document("filter"));
        Document sort = Filters.checkedSort(request.document("sort"));
        int limit = request.number("limit", 0);
        Document projection = Filters.checkedProjection(request.document("projection"));
        return cursor(
                request,
                request.number("batchSize", -1),
                request.truth("singleBatch", false),
                view -> {
                    var found = view.find(filter, sort, request.number("skip", 0), limit);
                    return projection.isEmpty()
                            ? found
                            : found.map(Projection.of(projection)::applied);
                });
    }

    private Document aggregate(Request request) {
        request.checked(
                Set.of("pipeline", "cursor", "hint", "allowDiskUse", "bypassDocumentValidation"));
        if (!(request.body().get("aggregate") instanceof String)) {
            throw Refusals.notImplemented("aggregation without a collection");
        }
        Deque<Document> stages = new ArrayDeque<>(request.documents("pipeline"));
        stages.forEach(Reads::checkStage);
        if (!request.has("cursor")) {
            throw Refusals.failedToParse(
                    "The 'cursor' option is required, except for aggregate with the explain"
                            + " argument");
        }
        Request cursor = request.part("cursor", request.document("cursor"), Set.of("batchSize"));
        return cursor(request, cursor.number("batchSize", -1), false, view -> run(stages, view));
    }

    private static void checkStage(Document stage) {
        if (stage.size() != 1) {
            throw new MongoServerError(
                    40323,
                    "Location40323",
                    "A pipeline stage specification object must contain exactly one field.");
        }
        String name = stage.keySet().iterator().next();
        if (name.equals("$match")) {
            if (!(stage.get(name) instanceof Document filter)) {
                throw new MongoServerError(
                        15959,
                        "Location15959",
                        "the match filter must be an expression in an object");
            }
            Filters.checked(filter);
        } else if (!STAGES.contains(name)) {
            throw Filters.isKnownStage(name)
                    ? Refusals.notImplemented("the stage " + name)
                    : new MongoServerError(
                            40324,
                            "Location40324",
                            "Unrecognized pipeline stage name: '" + name + "'");
        }
    }

    /** What stands first and an index can serve is a query; the rest is the library's. */
    private Stream<Document> run(Deque<Document> stages, CollectionView view) {
        Document filter = taken(stages, "$match");
        Document sort = Filters.checkedSort(taken(stages, "$sort"));
        int skip = sort.isEmpty() ? 0 : takenNumber(stages, "$skip");
        int limit = takenNumber(stages, "$limit");
        Stream<Document> found = view.find(filter, sort, skip, limit);
        for (Document stage : stages) {
            found = run(stage, found, view);
        }
        return found;
    }

    private static Stream<Document> run(
            Document stage, Stream<Document> found, CollectionView view) {
        if (stage.get("$sort") instanceof Document order) {
            return view.sorted(found, Filters.checkedSort(order));
        }
        if (stage.get("$match") instanceof Document filter) {
            return found.filter(Matcher.of(filter));
        }
        return Aggregation.fromPipeline(List.of(stage), null, null, null, NoopOplog.get())
                .runStagesAsStream(found);
    }

    private static Document taken(Deque<Document> stages, String name) {
        if (stages.isEmpty() || !(stages.peek().get(name) instanceof Document argument)) {
            return new Document();
        }
        stages.remove();
        return argument;
    }

    private static int takenNumber(Deque<Document> stages, String name) {
        if (stages.isEmpty() || !(stages.peek().get(name) instanceof Number argument)) {
            return 0;
        }
        stages.remove();
        if (argument.longValue() <= 0 && name.equals("$limit")) {
            throw new MongoServerError(15958, "Location15958", "the limit must be positive");
        }
        return (int) Math.min(argument.longValue(), Integer.MAX_VALUE);
    }

    private Document cursor(
            Request request,
            int batchSize,
            boolean single,
            Function<CollectionView, Stream<Document>> query) {
        CollectionState collection = collection(request);
        String namespace = request.database() + "." + request.text(request.name());
        Reading reading = engine.lane().read();
        boolean handedOver = false;
        try {
            Stream<Document> found =
                    collection == null
                            ? Stream.empty()
                            : query.apply(view(request, collection, reading));
            var documents = found.iterator();
            handedOver = true;
            return engine.cursors().first(namespace, documents, reading, batchSize, single);
        } finally {
            if (!handedOver) {
                reading.close();
            }
        }
    }

    private Document count(Request request) {
        request.checked(Set.of("query", "limit", "skip", "hint", "fields"));
        Document filter = Filters.checked(request.document("query"));
        long skip = request.number("skip", 0);
        long limit = Math.abs((long) request.number("limit", 0));
        return read(
                request,
                view -> {
                    long all =
                            filter.isEmpty()
                                    ? view.count()
                                    : view.find(filter, Planner.NO_SORT, 0, 0).count();
                    long counted = Math.max(0, all - skip);
                    return new Document(
                                    "n",
                                    Math.toIntExact(limit > 0 ? Math.min(limit, counted) : counted))
                            .append("ok", 1.0);
                },
                new Document("n", 0).append("ok", 1.0));
    }

    private Document distinct(Request request) {
        request.checked(Set.of("key", "query", "hint"));
        Document filter = Filters.checked(request.document("query"));
        Path path = Path.of(request.text("key"));
        return read(
                request,
                view -> {
                    Map<Key, @Nullable Object> values = new TreeMap<>();
                    view.find(filter, Planner.NO_SORT, 0, 0)
                            .forEach(one -> path.collect(one, values));
                    return new Document("values", new ArrayList<>(values.values()))
                            .append("ok", 1.0);
                },
                new Document("values", List.of()).append("ok", 1.0));
    }

    private Document read(
            Request request, Function<CollectionView, Document> query, Document ofNothing) {
        CollectionState collection = collection(request);
        if (collection == null) {
            return ofNothing;
        }
        try (Reading reading = engine.lane().read()) {
            return query.apply(view(request, collection, reading));
        }
    }

    private @Nullable CollectionState collection(Request request) {
        return engine.catalog().find(request.database(), request.text(request.name()));
    }

    private CollectionView view(Request request, CollectionState collection, Reading reading) {
        return engine.view(collection, reading).until(request.deadline()).hint(request.hint());
    }

    private Document getMore(Request request) {
        request.checked(Set.of("collection", "batchSize"));
        String namespace = request.database() + "." + request.text("collection");
        long id = Bson.required(request.body(), "getMore", Number.class).longValue();
        return engine.cursors().next(id, namespace, request.number("batchSize", 0));
    }

    private Document killCursors(Request request) {
        request.checked(Set.of("cursors"));
        Collection<?> ids = Bson.required(request.body(), "cursors", Collection.class);
        List<?> killed =
                ids.stream()
                        .filter(id -> engine.cursors().close(((Number) id).longValue()))
                        .toList();
        return new Document("cursorsKilled", killed)
                .append("cursorsNotFound", ids.stream().filter(id -> !killed.contains(id)).toList())
                .append("cursorsAlive", List.of())
                .append("cursorsUnknown", List.of())
                .append("ok", 1.0);
    }
}
