package com.sanocrm.stack.seed;

import com.sanocrm.stack.place.Home;
import com.sanocrm.stack.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the seed's steps brought, by name, kept after each: a step whose fact is there is done. */
final class Facts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private final Map<String, String> facts;

    private Facts(Home home, Map<String, String> facts) {
        this.home = home;
        this.facts = facts;
    }

    static Facts of(Home home) throws IOException {
        return new Facts(
                home,
                Files.exists(home.seedProgress())
                        ? JSON.readValue(
                                Files.readString(home.seedProgress()),
                                new TypeReference<TreeMap<String, String>>() {})
                        : new TreeMap<>());
    }

    boolean has(String name) {
        return facts.containsKey(name);
    }

    String get(String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalStateException("the step that brings " + name + " was not done");
        }
        return fact;
    }

    void keep(Map<String, String> more) throws IOException {
        facts.putAll(more);
        PrivateFile.write(home.seedProgress(), JSON.writeValueAsString(facts));
    }
}
