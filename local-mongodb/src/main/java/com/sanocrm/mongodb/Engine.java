package com.sanocrm.mongodb;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the commands work with. */
record Engine(
        Storage storage,
        Catalog catalog,
        Metrics metrics,
        Cursors cursors,
        DiskSpace disk,
        StoreSettings settings,
        Lane lane) {
    CollectionView view(CollectionState collection, Access access) {
        return new CollectionView(collection, access, catalog, metrics, settings.commandBytes());
    }

    /** The same files by another lane. */
    Engine by(Lane other) {
        return new Engine(storage, catalog, metrics, cursors, disk, settings, other);
    }

    /** As {@link #writeTo}, of a collection that is made if it is not there. */
    <T> T write(String database, String name, BiFunction<CollectionState, Writing, T> command) {
        while (true) {
            CollectionState collection = catalog.findOrCreate(database, name);
            Optional<T> result = writeTo(collection, writing -> command.apply(collection, writing));
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    /**
     * Does all of it, or none of it. It may be done several times; only the last counts.
     *
     * @return empty, and nothing done, if the collection was dropped
     */
    <T> Optional<T> writeTo(CollectionState collection, Function<Writing, T> command) {
        return lane.write(collection, command);
    }
}
