package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands that change documents that are there. Each is one transaction. */
final class Updates {
    private final Engine engine;

    Updates(Engine engine) {
        this.engine = engine;
    }

    Map<String, Function<Request, Document>> commands() {
        return Map.of("update", this::update, "findAndModify", this::findAndModify);
    }

    private Document update(Request request) {
        request.checked(Set.of("updates", "ordered", "bypassDocumentValidation"));
        engine.disk().demand();
        List<Request> updates =
                Statements.of(request, "updates").stream()
                        .map(
                                one ->
                                        request.part(
                                                        "updates",
                                                        one,
                                                        Set.of("q", "u", "multi", "upsert", "hint"))
                                                .demanding("q", "u"))
                        .toList();
        Statements done = run(request, updates);
        boolean upsert = updates.stream().anyMatch(one -> one.truth("upsert", false));
        return (upsert && done.isOneDuplicateAndNothingDone() ? run(request, updates) : done)
                .answer(true);
    }

    private Statements run(Request request, List<Request> updates) {
        return engine.write(
                request.database(),
                request.text("update"),
                (collection, writing) -> {
                    Statements done = new Statements(request);
                    done.all(
                            updates,
                            (one, index) -> {
                                CollectionView view = engine.view(collection, writing);
                                writing.whole(() -> update(view, one, index, done));
                            });
                    return done;
                });
    }

    private static boolean update(
            CollectionView view, Request statement, int index, Statements done) {
        boolean multi = statement.truth("multi", false);
        Document filter = Filters.checked(statement.document("q"));
        Update update = Update.of(statement.body().get("u"), multi);
        view.hint(statement.hint());
        Iterator<Document> found =
                (multi ? view.several() : view)
                        .find(filter, Planner.NO_SORT, 0, multi ? 0 : 1)
                        .iterator();
        int matched = 0;
        int modified = 0;
        for (; found.hasNext(); matched++) {
            Document before = found.next();
            if (replace(view, before, update.applied(before, false))) {
                modified++;
            }
        }
        if (matched == 0 && statement.truth("upsert", false)) {
            done.countUpserted(
                    index, Objects.requireNonNull(insert(view, filter, update).get("_id")));
        }
        done.count(matched, modified);
        return true;
    }

    /** Whether there was anything to change, types and the order of fields included. */
    private static boolean replace(CollectionView view, Document before, Document after) {
        if (Arrays.equals(Bson.encode(before), Bson.encode(after))) {
            return false;
        }
        view.replace(before, after);
        return true;
    }

    private static Document insert(CollectionView view, Document filter, Update update) {
        Document made = update.applied(Update.startOf(filter, update), true);
        view.add(made);
        return made;
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
        boolean remove = request.truth("remove", false);
        if (remove == request.has("update")) {
            throw Refusals.failedToParse("Either an update or remove=true must be specified");
        }
        if (remove && (request.truth("new", false) || request.truth("upsert", false))) {
            throw Refusals.failedToParse("Cannot specify new or upsert with remove=true");
        }
        if (!remove) {
            engine.disk().demand();
        }
        try {
            return run(request);
        } catch (MongoServerError refused) {
            if (request.truth("upsert", false) && refused.getCode() == Refusals.DUPLICATE_KEY) {
                /* Two upserts may both find nothing; the second then finds the first's. */
                return run(request);
            }
            throw refused;
        }
    }

    private Document run(Request request) {
        Document filter = Filters.checked(request.document("query"));
        Document sort = Filters.checkedSort(request.document("sort"));
        Filters.checkedProjection(request.document("fields"));
        @Nullable Update update =
                request.has("update") ? Update.of(request.body().get("update"), false) : null;
        return engine.write(
                request.database(),
                request.text(request.name()),
                (collection, writing) -> {
                    CollectionView view = engine.view(collection, writing).hint(request.hint());
                    Iterator<Document> found = view.find(filter, sort, 0, 1).iterator();
                    if (found.hasNext()) {
                        return modified(request, view, found.next(), update);
                    }
                    return update != null && request.truth("upsert", false)
                            ? upserted(request, insert(view, filter, update))
                            : answer(request, new Document("n", 0), null);
                });
    }

    private static Document modified(
            Request request, CollectionView view, Document before, @Nullable Update update) {
        Document last = new Document("n", 1);
        if (update == null) {
            view.remove(before);
            return answer(request, last, before);
        }
        Document after = update.applied(before, false);
        replace(view, before, after);
        last.append("updatedExisting", true);
        return answer(request, last, request.truth("new", false) ? after : before);
    }

    private static Document upserted(Request request, Document made) {
        Document last =
                new Document("n", 1)
                        .append("updatedExisting", false)
                        .append("upserted", made.get("_id"));
        return answer(request, last, request.truth("new", false) ? made : null);
    }

    private static Document answer(Request request, Document last, @Nullable Document value) {
        Document fields = request.document("fields");
        return new Document("lastErrorObject", last)
                .append(
                        "value",
                        value == null || fields.isEmpty()
                                ? value
                                : Projection.of(fields).applied(Bson.idFirst(value)))
                .append("ok", 1.0);
    }
}
