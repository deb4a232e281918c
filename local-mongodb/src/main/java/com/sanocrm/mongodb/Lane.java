package com.sanocrm.mongodb;

import java.util.Optional;
import java.util.function.Function;

/** How a command comes to the files, and who waits for it meanwhile. */
sealed interface Lane permits OwnLane, GroupLane {
    /**
     * Does all of the command's changes or none. It may be done several times, when other commands
     * come in between; only the last counts.
     *
     * @return empty, and nothing done, if the collection was dropped
     * @throws Budget.SpentException if it is to be done in the other lane
     */
    <T> Optional<T> write(CollectionState collection, Function<Writing, T> command);

    Reading read();
}
