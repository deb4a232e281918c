package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of documents that are shown, in their order: those that are named, or all others. */
final class Projection {
    /* A field that ends here has no fields of its own. */
    private final Map<String, Projection> fields = new HashMap<>();
    private final boolean naming;

    private Projection(boolean naming) {
        this.naming = naming;
    }

    static Projection of(Document wanted) {
        boolean naming =
                wanted.entrySet().stream()
                        .anyMatch(
                                field ->
                                        Utils.isTrue(field.getValue())
                                                && (wanted.size() == 1
                                                        || !field.getKey().equals("_id")));
        Projection projection = new Projection(naming);
        wanted.forEach(
                (path, shown) -> {
                    if (Utils.isTrue(shown) == naming) {
                        projection.add(path);
                    }
                });
        if (naming && !wanted.containsKey("_id")) {
            projection.add("_id");
        }
        return projection;
    }

    private void add(String path) {
        Projection at = this;
        for (String name : path.split("\\.", -1)) {
            at = at.fields.computeIfAbsent(name, _ -> new Projection(naming));
        }
    }

    Document applied(Document document) {
        Document shown = new Document();
        document.forEach(
                (name, value) -> {
                    Projection within = fields.get(name);
                    if (within == null ? !naming : within.fields.isEmpty() && naming) {
                        shown.put(name, value);
                    } else if (within != null && !within.fields.isEmpty() && within.shows(value)) {
                        shown.put(name, within.within(value));
                    }
                });
        return shown;
    }

    /** Of what is no document, nothing is named. */
    private boolean shows(@Nullable Object value) {
        return !naming || value instanceof Document || value instanceof Collection;
    }

    private @Nullable Object within(@Nullable Object value) {
        return switch (value) {
            case Document document -> applied(document);
            case Collection<?> elements ->
                    elements.stream()
                            .filter(this::shows)
                            .<@Nullable Object>map(this::within)
                            .toList();
            case null, default -> value;
        };
    }
}
