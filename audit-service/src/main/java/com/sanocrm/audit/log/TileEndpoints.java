package com.sanocrm.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.contracts.id.PartnerId;
import com.sanocrm.platform.audit.AuditRecords;
import com.sanocrm.platform.audit.AuditRecords.Target;
import com.sanocrm.platform.audit.AuditTrail;
import com.sanocrm.platform.problem.ProblemException;
import com.sanocrm.platform.security.Access;
import com.sanocrm.platform.security.Caller;
import com.sanocrm.platform.security.Role;
import com.sanocrm.transparency.Tile;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The logs as C2SP tlog-tiles: whole, for whoever verifies or mirrors them. Each is found by the
 * parameter {@code log}, and under its own address for tools that know nothing of parameters.
 *
 * <p>Hash tiles tell of no person. Entry bundles do, if only ids: they are for compliance and, of
 * their own log, for a partner's admins, and each is recorded, once for all people in it; a record
 * for each would let the log grow faster than it can be read.
 */
@RestController
@RequestMapping("/api/v1/audit/log")
class TileEndpoints {
    private static final String DEFAULT = "platform";
    private static final String READ_TILE = "tile.read";
    private static final String READ_ENTRIES = "audit.read";
    private static final String RESOURCE = "audit-log";

    private final Logs logs;
    private final AuditRecords records;
    private final AuditTrail trail;

    TileEndpoints(Logs logs, AuditRecords records, AuditTrail trail) {
        this.logs = logs;
        this.records = records;
        this.trail = trail;
    }

    /** Up to 256 hashes of 32 bytes. */
    @Access(action = READ_TILE, resource = RESOURCE, unrecorded = LogEndpoints.OF_NOBODY)
    @GetMapping("/tile/{level}/{*place}")
    ResponseEntity<byte[]> tile(
            @PathVariable String level,
            @PathVariable String place,
            @RequestParam(defaultValue = DEFAULT) String log) {
        LogView view = view(log);
        Tile tile = tile(view, level, place);
        return answer(
                view.bytes(tile),
                tile.isFull()
                        // A shared cache would give it to people without a token.
                        ? CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable()
                        : CacheControl.noCache().cachePrivate());
    }

    @Access(action = READ_TILE, resource = RESOURCE, unrecorded = LogEndpoints.OF_NOBODY)
    @GetMapping("/{log}/tile/{level}/{*place}")
    ResponseEntity<byte[]> tileOf(
            @PathVariable String log, @PathVariable String level, @PathVariable String place) {
        return tile(level, place, log);
    }

    /** Up to 256 leaves, each after its length in two bytes, the higher one first. */
    @Access(
            roles = {Role.COMPLIANCE, Role.PARTNER_ADMIN},
            action = READ_ENTRIES,
            resource = RESOURCE)
    @GetMapping("/tile/entries/{*place}")
    ResponseEntity<byte[]> entries(
            Caller caller,
            @PathVariable String place,
            @RequestParam(defaultValue = DEFAULT) String log) {
        LogView view = view(log);
        if (!caller.is(Role.COMPLIANCE) && !view.name().equals(LogName.of(caller.tenant()))) {
            throw ProblemException.notFound();
        }
        Tile bundle = tile(view, "entries", place);
        var bytes = new ByteArrayOutputStream();
        for (String leaf : logs.leaves(view.name(), bundle)) {
            byte[] entry = leaf.getBytes(UTF_8);
            bytes.write(entry.length >> Byte.SIZE);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        PartnerId owner = view.name().partner().orElse(null);
        trail.record(
                records.success(
                        caller, READ_ENTRIES, new Target(owner, null, RESOURCE, bundle.path())));
        return answer(bytes.toByteArray(), CacheControl.noStore());
    }

    @Access(
            roles = {Role.COMPLIANCE, Role.PARTNER_ADMIN},
            action = READ_ENTRIES,
            resource = RESOURCE)
    @GetMapping("/{log}/tile/entries/{*place}")
    ResponseEntity<byte[]> entriesOf(
            Caller caller, @PathVariable String log, @PathVariable String place) {
        return entries(caller, place, log);
    }

    private LogView view(String log) {
        return LogName.parse(log).flatMap(logs::view).orElseThrow(ProblemException::notFound);
    }

    /** {@code place} begins with a slash. */
    private static Tile tile(LogView view, String level, String place) {
        return Tile.parse(level, place.substring(1))
                .filter(tile -> tile.isIn(view.size()))
                .orElseThrow(ProblemException::notFound);
    }

    private static ResponseEntity<byte[]> answer(byte[] bytes, CacheControl caching) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(caching)
                .body(bytes);
    }
}
