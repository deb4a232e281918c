package com.sanocrm.audit.log;

import com.mongodb.client.MongoDatabase;
import com.sanocrm.platform.outbox.DocumentsFactory;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The logs as another instance of the service knows them: from the store. */
public final class AnotherInstance {
    private AnotherInstance() {}

    public static Logs of(ApplicationContext service) {
        var database = service.getBean(MongoDatabase.class);
        return new Logs(
                service.getBean(DocumentsFactory.class),
                new Entries(database),
                new SubjectChains(database),
                new Tiles(database),
                service.getBean(CheckpointSigner.class),
                service.getBean(Cosignatures.class),
                service.getBean(JsonMapper.class));
    }
}
