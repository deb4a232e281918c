package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Commands that change documents. Each is one transaction: when its answer is given, everything it
 * says is on the disk.
 */
final class Writes {
    private static final int DUPLICATE_KEY = 11000;
    private static final Set<String> UPDATES =
            Set.of(
                    "$set",
                    "$unset",
                    "$inc",
                    "$mul",
                    "$min",
                    "$max",
                    "$setOnInsert",
                    "$rename",
                    "$currentDate",
                    "$push",
                    "$addToSet",
                    "$pop",
                    "$pull",
                    "$pullAll");

    private final Engine engine;

    Writes(Engine engine) {
        this.engine = engine;
    }

    Map<String, Function<Request, Document>> commands() {
        return Map.of(
                "insert", this::insert,
                "update", this::update,
                "delete", this::delete,
                "findAndModify", this::findAndModify);
    }

    private Document insert(Request request) {
        request.checked(Set.of("documents", "ordered", "bypassDocumentValidation"));
        engine.disk().demand();
        List<Document> documents = request.documents("documents");
        return engine.write(
                request.database(),
                request.text("insert"),
                (collection, writing) -> {
                    CollectionView view = engine.view(collection, writing);
                    Statements done = new Statements();
                    done.all(
                            documents,
                            request.truth("ordered", true),
                            (document, _) -> {
                                view.addDocument(document);
                                done.matched++;
                            });
                    return done.answer();
                });
    }

    private Document update(Request request) {
        request.checked(Set.of("updates", "ordered", "bypassDocumentValidation"));
        engine.disk().demand();
        List<Request> updates =
                request.documents("updates").stream()
                        .map(
                                one ->
                                        request.part(
                                                "updates",
                                                one,
                                                Set.of("q", "u", "multi", "upsert", "hint")))
                        .toList();
        return retriedUpsert(
                updates.stream().anyMatch(one -> one.truth("upsert", false)),
                () ->
                        engine.write(
                                request.database(),
                                request.text("update"),
                                (collection, writing) -> {
                                    Statements done = new Statements().countingModified();
                                    done.all(
                                            updates,
                                            request.truth("ordered", true),
                                            (one, index) ->
                                                    writing.whole(
                                                            () ->
                                                                    update(
                                                                            engine.view(
                                                                                    collection,
                                                                                    writing),
                                                                            one,
                                                                            index,
                                                                            done)));
                                    return done.answer();
                                }));
    }

    private static boolean update(
            CollectionView view, Request statement, int index, Statements done) {
        boolean multi = statement.truth("multi", false);
        view.hint(statement.hint());
        Document result =
                (multi ? view.several() : view)
                        .updateDocuments(
                                Filters.checked(statement.document("q")),
                                updateOf(statement, "u"),
                                ArrayFilters.empty(),
                                multi,
                                statement.truth("upsert", false),
                                NoopOplog.get());
        done.matched += Bson.required(result, "n", Integer.class);
        done.modified += Bson.required(result, "nModified", Integer.class);
        if (result.containsKey("upserted")) {
            done.matched++;
            done.upserted.add(new Document("index", index).append("_id", result.get("upserted")));
        }
        return true;
    }

    /** A replacement, or operators that are all known. */
    private static Document updateOf(Request statement, String field) {
        if (statement.body().get(field) instanceof Collection) {
            throw Refusals.notImplemented("updates by an aggregation pipeline");
        }
        Document update = statement.document(field);
        boolean operators = Condition.hasOperators(update);
        update.forEach(
                (name, argument) -> {
                    if (operators && !UPDATES.contains(name)) {
                        throw name.equals("$bit")
                                ? Refusals.notImplemented("the update operator $bit")
                                : Refusals.failedToParse("Unknown modifier: " + name);
                    }
                    if (operators && argument instanceof Document fields) {
                        fields.keySet().forEach(Writes::checkPath);
                    }
                });
        return update;
    }

    private static void checkPath(String path) {
        if (path.contains("$[")) {
            throw Refusals.notImplemented("array filters");
        }
    }

    private Document delete(Request request) {
        request.checked(Set.of("deletes", "ordered"));
        List<Request> deletes =
                request.documents("deletes").stream()
                        .map(one -> request.part("deletes", one, Set.of("q", "limit", "hint")))
                        .toList();
        if (engine.catalog().find(request.database(), request.text("delete")) == null) {
            return new Document("n", 0).append("ok", 1.0);
        }
        return engine.write(
                request.database(),
                request.text("delete"),
                (collection, writing) -> {
                    Statements done = new Statements();
                    done.all(
                            deletes,
                            request.truth("ordered", true),
                            (one, _) -> {
                                CollectionView view = engine.view(collection, writing);
                                done.matched += writing.whole(() -> delete(view, one));
                            });
                    return done.answer();
                });
    }

    private static int delete(CollectionView view, Request statement) {
        int limit = statement.number("limit", 0);
        view.hint(statement.hint());
        Iterator<Document> found =
                (limit == 1 ? view : view.several())
                        .find(
                                Filters.checked(statement.document("q")),
                                Planner.NO_SORT,
                                0,
                                limit,
                                new Document())
                        .iterator();
        int removed = 0;
        while (found.hasNext()) {
            view.removeDocument(found.next());
            removed++;
        }
        return removed;
    }

    private Document findAndModify(Request request) {
        request.checked(
                Set.of(
                        "query",
                        "sort",
                        "remove",
                        "update",
                        "new",
                        "fields",
                        "upsert",
                        "hint",
                        "bypassDocumentValidation"));
        Filters.checked(request.document("query"));
        Filters.checkedSort(request.document("sort"));
        if (request.has("update")) {
            engine.disk().demand();
            updateOf(request, "update");
        }
        Document query = new Document(request.body());
        return retriedUpsert(
                request.truth("upsert", false),
                () ->
                        engine.write(
                                request.database(),
                                request.text(request.name()),
                                (collection, writing) ->
                                        engine.view(collection, writing)
                                                .hint(request.hint())
                                                .findAndModify(query)));
    }

    /** Two upserts may both find nothing; the one that comes second then finds the first's. */
    private static Document retriedUpsert(
            boolean upsert, java.util.function.Supplier<Document> command) {
        try {
            Document answer = command.get();
            return upsert && isDuplicate(answer) ? command.get() : answer;
        } catch (MongoServerError refused) {
            if (upsert && refused.getCode() == DUPLICATE_KEY) {
                return command.get();
            }
            throw refused;
        }
    }

    private static boolean isDuplicate(Document answer) {
        return answer.get("writeErrors") instanceof List<?> errors
                && errors.size() == 1
                && Bson.required(answer, "n", Integer.class) == 0
                && Integer.valueOf(DUPLICATE_KEY)
                        .equals(((Document) errors.getFirst()).get("code"));
    }

    /** What the statements of a command have come to. */
    private static final class Statements {
        final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();
        private boolean countsModified;
        int matched;
        int modified;

        interface Statement<T> {
            void run(T statement, int index);
        }

        Statements countingModified() {
            countsModified = true;
            return this;
        }

        <T> void all(List<T> statements, boolean ordered, Statement<T> run) {
            for (int i = 0; i < statements.size(); i++) {
                try {
                    run.run(statements.get(i), i);
                } catch (MongoServerError refused) {
                    errors.add(
                            new Document("index", i)
                                    .append("code", refused.getCode())
                                    .append("errmsg", refused.getMessageWithoutErrorCode()));
                    if (ordered) {
                        return;
                    }
                }
            }
        }

        Document answer() {
            Document answer = new Document("n", matched);
            if (countsModified) {
                answer.append("nModified", modified);
            }
            if (!upserted.isEmpty()) {
                answer.append("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        }
    }
}
