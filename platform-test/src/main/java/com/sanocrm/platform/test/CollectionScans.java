package com.sanocrm.platform.test;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commands that read a collection because no index serves them: asks the same once more
 * and looks at the server's count of collection scans.
 */
final class CollectionScans {
    private static final int ATTEMPTS = 3;
    private static final List<String> OF_A_FIND = List.of("sort", "limit", "skip");

    private final MongoClient client;
    private final Set<BsonDocument> served = ConcurrentHashMap.newKeySet();

    CollectionScans(MongoClient client) {
        this.client = client;
    }

    /** A line for each command that scans. */
    List<String> of(List<SentCommands.Sent> commands) {
        var lines = new ArrayList<String>();
        for (SentCommands.Sent sent : commands) {
            for (BsonDocument find : finds(sent.command())) {
                if (scans(client.getDatabase(sent.database()), find)) {
                    lines.add("no index for " + find.toJson() + " by " + sent.place());
                }
            }
        }
        return lines;
    }

    /** Other clients may scan meanwhile; not at each attempt. */
    private boolean scans(MongoDatabase database, BsonDocument find) {
        for (int attempt = 0; attempt < ATTEMPTS && !served.contains(find); attempt++) {
            long before = total(database);
            database.runCommand(find);
            if (total(database) == before) {
                served.add(find);
            }
        }
        return !served.contains(find);
    }

    private static long total(MongoDatabase database) {
        return database.runCommand(
                        new BsonDocument("serverStatus", new BsonInt32(1)), BsonDocument.class)
                .getDocument("metrics")
                .getDocument("queryExecutor")
                .getDocument("collectionScans")
                .getNumber("total")
                .longValue();
    }

    /** Finds that look for the same documents. */
    private static List<BsonDocument> finds(BsonDocument command) {
        return switch (command.getFirstKey()) {
            case "find" -> {
                BsonDocument find = find(command, command.get("filter"));
                OF_A_FIND.forEach(
                        option ->
                                Optional.ofNullable(command.get(option))
                                        .ifPresent(value -> find.append(option, value)));
                yield List.of(find);
            }
            case "findAndModify", "count", "distinct" ->
                    List.of(find(command, command.get("query")));
            case "aggregate" ->
                    List.of(
                            find(
                                    command,
                                    command.getArray("pipeline").stream()
                                            .map(stage -> stage.asDocument().get("$match"))
                                            .findFirst()
                                            .orElse(null)));
            case "update" -> each(command, "updates");
            case "delete" -> each(command, "deletes");
            default -> List.of();
        };
    }

    private static List<BsonDocument> each(BsonDocument command, String statements) {
        return command.getArray(statements, new BsonArray()).stream()
                .map(statement -> find(command, statement.asDocument().get("q")))
                .toList();
    }

    private static BsonDocument find(BsonDocument command, @Nullable BsonValue filter) {
        BsonString collection = command.getString(command.getFirstKey());
        return new BsonDocument("find", collection)
                .append("filter", filter == null ? new BsonDocument() : filter);
    }
}
