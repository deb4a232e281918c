package com.sanocrm.audit.export;

import com.sanocrm.audit.log.RecordFilter;
import com.sanocrm.contracts.events.AuditRecorded.Outcome;
import com.sanocrm.contracts.id.AccountId;
import com.sanocrm.contracts.id.AuditExportId;
import com.sanocrm.contracts.id.EventId;
import java.time.Duration;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A saved export.
 *
 * <pre>
 *   making ──last part──▶ ready ──time──▶ expired
 *      └────────────────time─────────────────▲
 * </pre>
 *
 * It is made part by part, each of which can be made again: who goes on after a crash begins where
 * the document says.
 *
 * @param parts how many there are, the next one's number
 * @param position the last record of the last part: what follows is older
 * @param sha256 of all parts, hexadecimal; null until it is ready
 * @param leasedUntil until when somebody makes parts of it
 */
public record AuditExport(
        @BsonId AuditExportId exportId,
        Criteria criteria,
        AccountId requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        Status status,
        int parts,
        long records,
        long bytes,
        @Nullable EventId position,
        @Nullable String sha256,
        @Nullable Instant readyAt,
        Instant leasedUntil) {

    public enum Status {
        MAKING,
        READY,
        EXPIRED
    }

    /** What is asked for; an absent member does not restrict. */
    public record Criteria(
            @Nullable AccountId subject,
            @Nullable AccountId actor,
            @Nullable String action,
            @Nullable Outcome outcome,
            @Nullable Instant from,
            @Nullable Instant to) {}

    static AuditExport asked(
            AuditExportId id, Criteria criteria, AccountId by, Instant now, Instant expiresAt) {
        return new AuditExport(
                id,
                criteria,
                by,
                now,
                expiresAt,
                Status.MAKING,
                0,
                0,
                0,
                null,
                null,
                null,
                Instant.EPOCH);
    }

    /** What is still to be exported. */
    RecordFilter rest() {
        return new RecordFilter(
                criteria.subject(),
                criteria.actor(),
                criteria.action(),
                criteria.outcome(),
                criteria.from(),
                criteria.to(),
                position);
    }

    boolean isFree(Instant now) {
        return status == Status.MAKING && !now.isBefore(leasedUntil);
    }

    AuditExport leased(Instant now, Duration lease) {
        return with(status, parts, records, bytes, position, sha256, readyAt, now.plus(lease));
    }

    AuditExport released() {
        return with(status, parts, records, bytes, position, sha256, readyAt, Instant.EPOCH);
    }

    AuditExport advanced(long moreRecords, long moreBytes, EventId last, Instant lease) {
        return with(
                status,
                parts + 1,
                records + moreRecords,
                bytes + moreBytes,
                last,
                sha256,
                readyAt,
                lease);
    }

    AuditExport ready(String checksum, Instant now) {
        return with(Status.READY, parts, records, bytes, position, checksum, now, Instant.EPOCH);
    }

    AuditExport expired() {
        return with(
                Status.EXPIRED, parts, records, bytes, position, sha256, readyAt, Instant.EPOCH);
    }

    private AuditExport with(
            Status next,
            int partCount,
            long recordCount,
            long byteCount,
            @Nullable EventId last,
            @Nullable String checksum,
            @Nullable Instant readySince,
            Instant lease) {
        return new AuditExport(
                exportId,
                criteria,
                requestedBy,
                requestedAt,
                expiresAt,
                next,
                partCount,
                recordCount,
                byteCount,
                last,
                checksum,
                readySince,
                lease);
    }
}
