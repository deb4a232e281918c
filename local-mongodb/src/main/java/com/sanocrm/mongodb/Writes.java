package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Commands that add and remove documents. Each is one transaction: when its answer is given,
 * everything it says is on the disk.
 */
final class Writes {
    private final Engine engine;

    Writes(Engine engine) {
        this.engine = engine;
    }

    Map<String, Function<Request, Document>> commands() {
        return Map.of("insert", this::insert, "delete", this::delete);
    }

    private Document insert(Request request) {
        request.checked(Set.of("documents", "ordered", "bypassDocumentValidation"));
        engine.disk().demand();
        List<Document> documents = Statements.of(request, "documents");
        return engine.write(
                request.database(),
                request.text("insert"),
                (collection, writing) -> {
                    CollectionView view = engine.view(collection, writing);
                    Statements done = new Statements(request);
                    done.all(
                            documents,
                            (document, _) -> {
                                view.add(document);
                                done.count(1, 0);
                            });
                    return done.answer(false);
                });
    }

    private Document delete(Request request) {
        request.checked(Set.of("deletes", "ordered"));
        List<Request> deletes =
                Statements.of(request, "deletes").stream()
                        .map(
                                one ->
                                        request.part("deletes", one, Set.of("q", "limit", "hint"))
                                                .demanding("q", "limit"))
                        .toList();
        if (deletes.stream().anyMatch(one -> one.number("limit", 0) > 1)) {
            throw Refusals.failedToParse("The limit field in delete objects must be 0 or 1");
        }
        CollectionState collection =
                engine.catalog().find(request.database(), request.text("delete"));
        Document ofNothing = new Document("n", 0).append("ok", 1.0);
        return collection == null
                ? ofNothing
                : engine.writeTo(
                                collection,
                                writing -> delete(request, deletes, collection, writing))
                        .orElse(ofNothing);
    }

    private Document delete(
            Request request, List<Request> deletes, CollectionState collection, Writing writing) {
        Statements done = new Statements(request);
        done.all(
                deletes,
                (one, _) -> {
                    CollectionView view = engine.view(collection, writing);
                    done.count(writing.whole(() -> delete(view, one)), 0);
                });
        return done.answer(false);
    }

    private static int delete(CollectionView view, Request statement) {
        int limit = statement.number("limit", 0);
        view.hint(statement.hint());
        Iterator<Document> found =
                (limit == 1 ? view : view.several())
                        .find(Filters.checked(statement.document("q")), Planner.NO_SORT, 0, limit)
                        .iterator();
        int removed = 0;
        while (found.hasNext()) {
            view.remove(found.next());
            removed++;
        }
        return removed;
    }
}
