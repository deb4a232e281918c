package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an index holds.
 *
 * @param number names the index's entries in the store
 * @param filter documents that do not match it are not in the index; null for all
 * @param expireAfterSeconds documents are removed so long after the time in the index's field; null
 *     for never
 */
record IndexDefinition(
        int number,
        String name,
        List<Field> fields,
        boolean unique,
        boolean sparse,
        @Nullable Document filter,
        @Nullable Long expireAfterSeconds) {

    /** A dotted path and its direction. */
    record Field(String path, boolean descending) {
        String root() {
            return Utils.firstFragment(path);
        }
    }

    IndexDefinition {
        fields = List.copyOf(fields);
    }

    /** The same document as {@code listIndexes} shows, and as it is stored. */
    Document toDocument() {
        Document document = new Document("v", 2).append("key", key()).append("name", name);
        if (unique) {
            document.append("unique", true);
        }
        if (sparse) {
            document.append("sparse", true);
        }
        document.putIfNotNull("partialFilterExpression", filter);
        document.putIfNotNull("expireAfterSeconds", expireAfterSeconds);
        return document;
    }

    Document key() {
        Document key = new Document();
        fields.forEach(field -> key.append(field.path(), field.descending() ? -1 : 1));
        return key;
    }

    static IndexDefinition fromDocument(int number, Document document) {
        List<Field> fields = new ArrayList<>();
        Bson.required(document, "key", Document.class)
                .forEach(
                        (path, direction) ->
                                fields.add(
                                        new Field(path, ((Number) direction).doubleValue() < 0)));
        Number expire = (Number) document.get("expireAfterSeconds");
        return new IndexDefinition(
                number,
                Bson.required(document, "name", String.class),
                fields,
                Utils.isTrue(document.get("unique")),
                Utils.isTrue(document.get("sparse")),
                (Document) document.get("partialFilterExpression"),
                expire == null ? null : expire.longValue());
    }

    boolean admits(Document document) {
        return filter == null || Matcher.of(filter).test(document);
    }

    /** There may not be two such indexes, whatever their names and expiry. */
    boolean isAkinTo(IndexDefinition other) {
        return fields.equals(other.fields)
                && unique == other.unique
                && sparse == other.sparse
                && Objects.equals(filter, other.filter);
    }
}
