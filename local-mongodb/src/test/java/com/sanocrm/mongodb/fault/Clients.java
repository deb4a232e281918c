package com.sanocrm.mongodb.fault;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/** Clients that send a command once: what was not answered is not tried again. */
final class Clients {
    private Clients() {}

    static MongoClient of(String uri) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .retryWrites(false)
                        .retryReads(false)
                        .build());
    }
}
