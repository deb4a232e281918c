package com.sanocrm.witness;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.Proofs;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import com.sanocrm.witness.Verdict.Inconsistent;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges checkpoints. Of one log, one at a time: comparing with the newest and replacing it are one
 * step, and the new one is on the disk before the verdict is told.
 */
final class Witnessing {
    private final WatchedLogs logs;
    private final WitnessKey key;
    private final SeenCheckpoints seen;
    private final Clock clock;
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    Witnessing(WatchedLogs logs, WitnessKey key, SeenCheckpoints seen, Clock clock) {
        this.logs = logs;
        this.key = key;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * Co-signs the checkpoint, or says why not, in the order of the protocol.
     *
     * @throws IOException if the disk does not take it: it is not co-signed then
     * @throws IllegalStateException if what is kept of the log is damaged: nothing of it is
     *     co-signed
     */
    Verdict judge(AddCheckpoint request) throws IOException {
        String origin = request.checkpoint().origin();
        Optional<VerificationKey> log = logs.keyOf(origin);
        if (log.isEmpty()) {
            return new Verdict.UnknownLog();
        }
        if (!request.note().isSignedBy(log.get())) {
            return new Verdict.NotSigned();
        }
        if (request.oldSize() > request.checkpoint().size()) {
            return new Verdict.Backwards();
        }
        synchronized (turns.computeIfAbsent(origin, _ -> new Object())) {
            return judgeSigned(request, log.get());
        }
    }

    private Verdict judgeSigned(AddCheckpoint request, VerificationKey log) throws IOException {
        Checkpoint next = request.checkpoint();
        Optional<SignedNote> newestNote = newest(next.origin(), log);
        Optional<Checkpoint> newest = newestNote.map(note -> Checkpoint.parse(note.text()));
        long newestSize = newest.map(Checkpoint::size).orElse(0L);
        if (request.oldSize() != newestSize) {
            return new Verdict.OtherSize(newestSize);
        }
        if (!continues(newest, request)) {
            seen.keepEvidence(next.origin(), request.note(), newestNote);
            return new Inconsistent(
                    newest.isPresent()
                            && newestSize == next.size()
                            && !newest.get().root().equals(next.root()));
        }
        Cosignature cosignature = key.cosign(request.note().text(), clock.instant());
        seen.put(next.origin(), kept(request.note(), log, cosignature));
        return new Verdict.Cosigned(cosignature);
    }

    private Optional<SignedNote> newest(String origin, VerificationKey log) throws IOException {
        try {
            Optional<SignedNote> newest = seen.newest(origin);
            if (newest.isPresent()
                    && !(newest.get().isSignedBy(log)
                            && newest.get().isSignedBy(key.verification())
                            && Checkpoint.parse(newest.get().text()).origin().equals(origin))) {
                throw new IllegalStateException("what is kept of " + origin + " is not ours");
            }
            return newest;
        } catch (IllegalArgumentException damaged) {
            throw new IllegalStateException("what is kept of " + origin + " is damaged", damaged);
        }
    }

    private static boolean continues(Optional<Checkpoint> newest, AddCheckpoint request) {
        Checkpoint next = request.checkpoint();
        if (next.size() == 0 && !next.root().equals(Hash.EMPTY_TREE)) {
            return false;
        }
        // The empty tree is the beginning of every other, and RFC 9162 has no proof of that.
        if (newest.isEmpty() || newest.get().size() == 0) {
            return request.proof().isEmpty();
        }
        return Proofs.consistency(
                newest.get().size(),
                next.size(),
                newest.get().root(),
                next.root(),
                request.proof());
    }

    /** Without strangers' signatures, which could be many. */
    private static SignedNote kept(SignedNote note, VerificationKey log, Cosignature cosignature) {
        return note.signedOnlyBy(log).with(List.of(cosignature.line()));
    }

    /** The newest co-signed checkpoint, by its origin's SHA-256 in hexadecimal. */
    Optional<String> checkpoint(String originHash) throws IOException {
        return seen.read(originHash);
    }
}
