package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The commands behind the library's protocol. What is not in its table is refused. */
final class StoreBackend implements MongoBackend {
    private static final Logger log = LoggerFactory.getLogger(StoreBackend.class);
    private static final MongoVersion VERSION = ServerVersion.MONGO_5_0;
    private static final int MESSAGE_BYTES = 48_000_000;
    private static final int STATEMENTS = 100_000;

    private final Engine engine;
    private final Instant started = Instant.now();
    private final Map<String, Function<Request, Document>> commands = new HashMap<>();

    StoreBackend(Engine engine) {
        this.engine = engine;
        commands.putAll(new Reads(engine).commands());
        commands.putAll(new Writes(engine).commands());
        commands.putAll(new Updates(engine).commands());
        commands.putAll(new Shapes(engine).commands());
        commands.put("findandmodify", commands.get("findAndModify"));
        for (String greeting : Set.of("hello", "isMaster", "ismaster")) {
            commands.put(greeting, _ -> hello());
        }
        for (String name : Set.of("buildInfo", "buildinfo")) {
            commands.put(name, _ -> buildInfo());
        }
        commands.put("serverStatus", _ -> getServerStatus());
        commands.put("connectionStatus", _ -> connectionStatus());
        for (String name : Set.of("ping", "endSessions")) {
            commands.put(name, _ -> new Document("ok", 1.0));
        }
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document body = message.getDocument();
        String name = body.keySet().iterator().next();
        return answer(message.getDatabaseName(), name, body);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String name, Document body) {
        return answer(database, name, body);
    }

    /** Never throws: the library would write the command, with what is in it, to the log. */
    private Document answer(String database, String name, Document body) {
        try {
            if (name.equals(StrictProtocol.UNKNOWN_TYPES)) {
                throw Refusals.notImplemented(
                        "deprecated BSON types and binary data that is neither generic nor a UUID");
            }
            Function<Request, Document> command = commands.get(name);
            if (command == null) {
                throw Refusals.noSuchCommand(name);
            }
            return command.apply(new Request(database, name, body));
        } catch (MongoServerError refused) {
            return answerTo(refused);
        } catch (MongoServerException refused) {
            return refusal(refused.getMessageWithoutErrorCode(), 2, "BadValue");
        } catch (Writing.ConflictException conflict) {
            return answerTo(Refusals.writeConflict());
        } catch (ClassCastException | IllegalArgumentException malformed) {
            logged(name, malformed).log("A command was malformed");
            return refusal("The command " + name + " is malformed", 9, "FailedToParse");
        } catch (RuntimeException fault) {
            logged(name, fault).log("A command failed by a fault of the server");
            return refusal("The command " + name + " failed", 1, "InternalError");
        }
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

    @Override
    public Document getServerStatus() {
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

    @Override
    public void close() {
        throw unused();
    }

    @Override
    public void handleClose(Channel channel) {}

    @Override
    public void closeCursors(List<Long> cursors) {
        cursors.forEach(engine.cursors()::close);
    }

    @Override
    public Clock getClock() {
        return Clock.systemUTC();
    }

    /** Of the protocol before MongoDB 3.6, of which drivers use only the greeting. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new MongoServerError(352, "UnsupportedOpQueryCommand", "Use OP_MSG");
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        throw Refusals.notImplemented("currentOp");
    }

    @Override
    public void dropDatabase(String database) {
        throw unused();
    }

    @Override
    public void enableOplog() {
        throw unused();
    }

    @Override
    public void disableOplog() {
        throw unused();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        throw unused();
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException();
    }
}
