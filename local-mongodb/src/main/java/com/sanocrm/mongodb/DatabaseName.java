package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;

/** All that the library's collections ask of their database is its name. */
record DatabaseName(String name) implements MongoDatabase {
    @Override
    public String getDatabaseName() {
        return name;
    }

    @Override
    public void handleClose(Channel channel) {
        throw unused();
    }

    @Override
    public Document handleCommand(
            Channel channel,
            String command,
            Document query,
            DatabaseResolver databases,
            Oplog oplog) {
        throw unused();
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw unused();
    }

    @Override
    public boolean isEmpty() {
        throw unused();
    }

    @Override
    public MongoCollection<?> createCollectionOrThrowIfExists(
            String collection, CollectionOptions options) {
        throw unused();
    }

    @Override
    public MongoCollection<?> resolveCollection(String collection, boolean throwIfNotFound) {
        throw unused();
    }

    @Override
    public void drop(Oplog oplog) {
        throw unused();
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        throw unused();
    }

    @Override
    public void moveCollection(
            MongoDatabase from, MongoCollection<?> collection, String newCollectionName) {
        throw unused();
    }

    @Override
    public void unregisterCollection(String collection) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException();
    }
}
