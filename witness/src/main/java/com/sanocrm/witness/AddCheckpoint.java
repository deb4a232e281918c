package com.sanocrm.witness;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.SignedNote;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, {@code add-checkpoint}).
 *
 * @param oldSize the size that the log believes the witness to have seen
 * @param proof RFC 9162, 2.1.4, from the old size to the checkpoint's
 */
record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote note, Checkpoint checkpoint) {
    /** That of a tree of 2^63 leaves. */
    private static final int MAX_PROOF = 63;

    private static final String OLD = "old ";

    AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /**
     * Reads a request's body.
     *
     * @throws IllegalArgumentException if it is not as the protocol says
     */
    static AddCheckpoint parse(String body) {
        int blank = body.indexOf("\n\n");
        if (blank < 0 || !body.startsWith(OLD)) {
            throw new IllegalArgumentException("old size, proof, an empty line and a checkpoint");
        }
        String[] lines = body.substring(0, blank).split("\n", -1);
        if (lines.length > MAX_PROOF + 1) {
            throw new IllegalArgumentException("at most 63 lines of proof");
        }
        var proof = new ArrayList<Hash>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(Hash.ofBase64(lines[i]));
        }
        var note = SignedNote.parse(body.substring(blank + 2));
        return new AddCheckpoint(
                Checkpoint.parseCount(lines[0].substring(OLD.length())),
                proof,
                note,
                Checkpoint.parse(note.text()));
    }
}
