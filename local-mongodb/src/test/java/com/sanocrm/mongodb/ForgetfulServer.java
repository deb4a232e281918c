package com.sanocrm.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;

/** The library as it comes: it acknowledges at once and commits about every second. */
final class ForgetfulServer {
    private ForgetfulServer() {}

    static void main(String[] args) {
        System.setProperty("logback.configurationFile", "com/sanocrm/mongodb/logback.xml");
        MongoServer server = new MongoServer(new H2Backend(args[0]));
        server.bind("127.0.0.1", Integer.parseInt(args[1]));
        System.out.println("READY mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
    }
}
