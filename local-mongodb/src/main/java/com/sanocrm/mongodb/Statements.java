package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;

/** What the statements of a command have come to. */
final class Statements {
    private static final int MOST = 100_000;

    private final List<Document> upserted = new ArrayList<>();
    private final List<Document> errors = new ArrayList<>();
    private final boolean ordered;
    private int count;
    private int modified;

    Statements(Request request) {
        this.ordered = request.truth("ordered", true);
    }

    interface Statement<T> {
        void run(T statement, int index);
    }

    /** The statements of the command; MongoDB has no command without one. */
    static List<Document> of(Request request, String field) {
        List<Document> statements = request.documents(field);
        if (statements.isEmpty() || statements.size() > MOST) {
            throw new MongoServerError(
                    16, "InvalidLength", "Write batch sizes must be between 1 and 100000");
        }
        return statements;
    }

    /** An ordered command ends with the first that is refused. */
    <T> void all(List<T> statements, Statement<T> run) {
        for (int i = 0; i < statements.size() && !(ordered && !errors.isEmpty()); i++) {
            try {
                run.run(statements.get(i), i);
            } catch (MongoServerError refused) {
                errors.add(
                        new Document("index", i)
                                .append("code", refused.getCode())
                                .append("errmsg", refused.getMessageWithoutErrorCode()));
            }
        }
    }

    void count(int documents, int changed) {
        count += documents;
        modified += changed;
    }

    void countUpserted(int index, Object id) {
        count++;
        upserted.add(new Document("index", index).append("_id", id));
    }

    boolean isOneDuplicateAndNothingDone() {
        return errors.size() == 1
                && count == 0
                && Integer.valueOf(Refusals.DUPLICATE_KEY).equals(errors.getFirst().get("code"));
    }

    Document answer(boolean ofUpdates) {
        Document answer = new Document("n", count);
        if (ofUpdates) {
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
