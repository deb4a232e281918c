package com.sanocrm.bench.h2;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The library's engine with durable writes, and an answer to {@code hello}, which it does not know.
 * A command that is not known to be a read is treated as a write.
 */
final class DurableBackend implements MongoBackend {
    private static final Set<String> READS =
            Set.of(
                    "find",
                    "getmore",
                    "killcursors",
                    "count",
                    "distinct",
                    "listcollections",
                    "listdatabases",
                    "listindexes",
                    "collstats",
                    "dbstats",
                    "validate",
                    "ping",
                    "ismaster",
                    "buildinfo",
                    "serverstatus",
                    "connectionstatus",
                    "endsessions",
                    "getparameter",
                    "getlog",
                    "whatsmyuri");

    private final GroupCommit commits;
    private final H2Backend engine;

    DurableBackend(GroupCommit commits) {
        this.commits = commits;
        this.engine = new H2Backend(commits.store());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document command = message.getDocument();
        String name = command.keySet().iterator().next();
        if (name.equals("hello")) {
            return hello(message.getChannel(), message.getDatabaseName(), command);
        }
        return isRead(name, command)
                ? engine.handleMessage(message)
                : commits.durably(() -> engine.handleMessage(message));
    }

    @Override
    public Document handleCommand(Channel channel, String database, String name, Document query) {
        if (name.equals("hello")) {
            return hello(channel, database, query);
        }
        return isRead(name, query)
                ? engine.handleCommand(channel, database, name, query)
                : commits.durably(() -> engine.handleCommand(channel, database, name, query));
    }

    private Document hello(Channel channel, String database, Document query) {
        Document answer = engine.handleCommand(channel, database, "ismaster", query);
        answer.put("isWritablePrimary", true);
        answer.put("helloOk", true);
        return answer;
    }

    private static boolean isRead(String name, Document command) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("aggregate") ? !writes(command) : READS.contains(lower);
    }

    /** {@code $out} and {@code $merge} are only allowed as the last stage of a pipeline. */
    private static boolean writes(Document aggregate) {
        return aggregate.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && stages.getLast() instanceof Document last
                && (last.containsKey("$out") || last.containsKey("$merge"));
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return engine.handleQuery(query);
    }

    @Override
    public void dropDatabase(String database) {
        commits.durably(
                () -> {
                    engine.dropDatabase(database);
                    return database;
                });
    }

    @Override
    public void close() {
        commits.close();
        engine.close();
    }

    @Override
    public void handleClose(Channel channel) {
        engine.handleClose(channel);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return engine.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return engine.getServerStatus();
    }

    @Override
    public void closeCursors(List<Long> cursors) {
        engine.closeCursors(cursors);
    }

    @Override
    public Clock getClock() {
        return engine.getClock();
    }

    @Override
    public void enableOplog() {
        throw new UnsupportedOperationException("the baseline has no oplog");
    }

    @Override
    public void disableOplog() {}

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return engine.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        engine.version(version);
        return this;
    }
}
