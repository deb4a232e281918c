package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The commands by their names. What is not in the table is refused. */
final class Commands {
    private static final Logger log = LoggerFactory.getLogger(Commands.class);
    private static final MongoVersion VERSION = ServerVersion.MONGO_5_0;
    private static final int MESSAGE_BYTES = 48_000_000;
    private static final int STATEMENTS = 100_000;

    /** Instead of a command by OP_QUERY, of which drivers use only the greeting. */
    static final String OLD_QUERY = "a command by OP_QUERY";

    private static final Set<String> GREETINGS = Set.of("hello", "isMaster", "ismaster");

    private final Engine engine;
    private final Instant started = Instant.now();
    private final Map<String, Function<Request, Document>> commands = new HashMap<>();

    Commands(Engine engine) {
        this.engine = engine;
        commands.putAll(new Reads(engine).commands());
        commands.putAll(new Writes(engine).commands());
        commands.putAll(new Updates(engine).commands());
        commands.putAll(new Shapes(engine).commands());
        commands.put("findandmodify", commands.get("findAndModify"));
        for (String greeting : GREETINGS) {
            commands.put(greeting, _ -> hello());
        }
        for (String name : Set.of("buildInfo", "buildinfo")) {
            commands.put(name, _ -> buildInfo());
        }
        commands.put("serverStatus", _ -> serverStatus());
        commands.put("connectionStatus", _ -> connectionStatus());
        for (String name : Set.of("ping", "endSessions")) {
            commands.put(name, _ -> new Document("ok", 1.0));
        }
    }

    static boolean isGreeting(Document body) {
        return GREETINGS.contains(body.keySet().iterator().next());
    }

    /**
     * Every fault is an answer, which says nothing of what is in the command.
     *
     * @throws Budget.SpentException if the command is to be done by the other lane
     */
    Document answer(Connection.Pending pending) {
        String name = pending.name();
        try {
            if (name.equals(StrictProtocol.UNKNOWN_TYPES)) {
                throw Refusals.notImplemented(
                        "deprecated BSON types and binary data that is neither generic nor a UUID");
            }
            if (name.equals(OLD_QUERY)) {
                throw new MongoServerError(352, "UnsupportedOpQueryCommand", "Use OP_MSG");
            }
            Function<Request, Document> command = commands.get(name);
            if (command == null) {
                throw Refusals.noSuchCommand(name);
            }
            return command.apply(new Request(pending.database(), name, pending.body()));
        } catch (Budget.SpentException elsewhere) {
            throw elsewhere;
        } catch (RuntimeException failure) {
            return answerTo(name, failure);
        } catch (StackOverflowError nested) {
            return refusal("The command " + name + " is nested too deeply", 15, "Overflow");
        }
    }

    static Document answerTo(String name, RuntimeException failure) {
        return switch (failure) {
            case MongoServerError refused -> answerTo(refused);
            case MongoServerException refused ->
                    refusal(refused.getMessageWithoutErrorCode(), 2, "BadValue");
            case Writing.ConflictException _ -> answerTo(Refusals.writeConflict());
            case ClassCastException malformed -> malformed(name, malformed);
            case IllegalArgumentException malformed -> malformed(name, malformed);
            default -> {
                logged(name, failure).log("A command failed by a fault of the server");
                yield refusal("The command " + name + " failed", 1, "InternalError");
            }
        };
    }

    private static Document malformed(String name, RuntimeException failure) {
        logged(name, failure).log("A command was malformed");
        return refusal("The command " + name + " is malformed", 9, "FailedToParse");
    }

    /** Where it came from, which hot code may not say, and nothing of what was in the command. */
    private static LoggingEventBuilder logged(String name, RuntimeException failure) {
        return log.atError()
                .addKeyValue("command", name)
                .addKeyValue("failure", failure.getClass().getName())
                .addKeyValue("at", Arrays.stream(failure.getStackTrace()).findFirst());
    }

    private static Document answerTo(MongoServerError refused) {
        return refusal(
                refused.getMessageWithoutErrorCode(), refused.getCode(), refused.getCodeName());
    }

    private static Document refusal(String message, int code, String codeName) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", codeName);
    }

    private static Document hello() {
        return new Document("ismaster", true)
                .append("isWritablePrimary", true)
                .append("helloOk", true)
                .append("maxBsonObjectSize", Bson.MAXIMUM_BYTES)
                .append("maxMessageSizeBytes", MESSAGE_BYTES)
                .append("maxWriteBatchSize", STATEMENTS)
                .append("localTime", Instant.now())
                .append("minWireVersion", 0)
                .append("maxWireVersion", VERSION.getWireVersion())
                .append("readOnly", false)
                .append("ok", 1.0);
    }

    private static Document buildInfo() {
        return new Document("version", VERSION.toVersionString())
                .append("versionArray", VERSION.getVersionArray())
                .append("storageEngines", List.of("rocksdb"))
                .append("maxBsonObjectSize", Bson.MAXIMUM_BYTES)
                .append("ok", 1.0);
    }

    private static Document connectionStatus() {
        return new Document(
                        "authInfo",
                        new Document("authenticatedUsers", List.of())
                                .append("authenticatedUserRoles", List.of()))
                .append("ok", 1.0);
    }

    private Document serverStatus() {
        Document cursors = new Document("open", new Document("total", engine.cursors().count()));
        return new Document("version", VERSION.toVersionString())
                .append("process", "local-mongodb")
                .append("pid", ProcessHandle.current().pid())
                .append("uptime", Instant.now().getEpochSecond() - started.getEpochSecond())
                .append("localTime", Instant.now())
                .append("storageEngine", new Document("name", "rocksdb"))
                .append(
                        "metrics",
                        new Document("queryExecutor", engine.metrics().toDocument())
                                .append("cursor", cursors))
                .append("ok", 1.0);
    }
}
