package com.sanocrm.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started.
 *
 * @param command the program and its arguments; no secrets, everybody on the machine can see them
 * @param environment added to the launcher's own, without its {@code SANO_…}
 * @param recording the start-up cache that this run records; null if none
 */
public record Launch(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        @Nullable StartUpCache recording) {
    @Override
    public String toString() {
        return "Launch[" + command.getFirst() + "]";
    }
}
