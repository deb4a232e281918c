package com.sanocrm.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What anybody may know of a log: its checkpoints and that it only grows. They tell of no person,
 * so that reading them leaves no record; else each look at a checkpoint would lead to the next one.
 */
@RestController
@RequestMapping("/api/v1/audit/log")
class LogEndpoints {
    static final String OF_NOBODY = "roots and hashes tell of no person";

    private static final String DEFAULT = "platform";

    private final Logs logs;

    LogEndpoints(Logs logs) {
        this.logs = logs;
    }

    /**
     * The newest checkpoint.
     *
     * @param checkpoint C2SP tlog-checkpoint, to be checked with {@code vkey}
     * @param vkey keep the first one you see, and let none replace it unasked
     */
    record CheckpointAnswer(
            String log, String origin, long size, String root, String checkpoint, String vkey) {
        static CheckpointAnswer from(LogView view) {
            return new CheckpointAnswer(
                    view.name().value(),
                    view.key().name(),
                    view.size(),
                    view.root().base64(),
                    view.checkpoint(),
                    view.key().toString());
        }
    }

    /** RFC 9162, 2.1.4: hashes in Base64. */
    record ConsistencyAnswer(
            String log, long from, long to, String fromRoot, String toRoot, List<String> proof) {}

    @Access(action = "checkpoint.read", resource = "audit-log", unrecorded = OF_NOBODY)
    @GetMapping(path = "/checkpoint", produces = MediaType.APPLICATION_JSON_VALUE)
    CheckpointAnswer checkpoint(@RequestParam(defaultValue = DEFAULT) String log) {
        return CheckpointAnswer.from(view(log));
    }

    @Access(action = "checkpoint.read", resource = "audit-log", unrecorded = OF_NOBODY)
    @GetMapping(path = "/checkpoint", produces = "text/plain;charset=UTF-8")
    String note(@RequestParam(defaultValue = DEFAULT) String log) {
        return view(log).checkpoint();
    }

    /** The note where C2SP tlog-tiles has it, whatever a tool says that it accepts. */
    @Access(action = "checkpoint.read", resource = "audit-log", unrecorded = OF_NOBODY)
    @GetMapping("/{log}/checkpoint")
    ResponseEntity<String> noteOf(@PathVariable String log) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(note(log));
    }

    @Access(action = "consistency.read", resource = "audit-log", unrecorded = OF_NOBODY)
    @GetMapping("/consistency")
    ConsistencyAnswer consistency(
            @RequestParam(defaultValue = DEFAULT) String log,
            @RequestParam long from,
            @RequestParam long to) {
        LogView view = view(log);
        if (to < 1 || to > view.size()) {
            throw ProblemException.invalid("/to", "A size that the log has or had.");
        }
        if (from < 1 || from > to) {
            throw ProblemException.invalid("/from", "A size from 1 to that of the parameter to.");
        }
        return new ConsistencyAnswer(
                view.name().value(),
                from,
                to,
                view.rootAt(from).base64(),
                view.rootAt(to).base64(),
                Batch.base64(view.consistencyProof(from, to)));
    }

    private LogView view(String log) {
        return LogName.parse(log).flatMap(logs::view).orElseThrow(ProblemException::notFound);
    }
}
