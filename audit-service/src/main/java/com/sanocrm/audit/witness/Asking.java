package com.sanocrm.audit.witness;

import com.sanocrm.audit.log.Cosignatures;
import com.sanocrm.audit.log.LogName;
import com.sanocrm.audit.log.LogView;
import com.sanocrm.audit.log.Logs;
import com.sanocrm.audit.log.Witnessed;
import com.sanocrm.audit.log.Witnessed.State;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.SignedNote;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one witness about one log at a time, and keeps what it says. */
final class Asking {
    private static final Logger log = LoggerFactory.getLogger(Asking.class);

    /** Another instance asks the same witness, so its answer may be old when it arrives. */
    private static final int ATTEMPTS = 5;

    private final WitnessClient client;
    private final Logs logs;
    private final Cosignatures cosignatures;

    Asking(WitnessClient client, Logs logs, Cosignatures cosignatures) {
        this.client = client;
        this.logs = logs;
        this.cosignatures = cosignatures;
    }

    String witness() {
        return client.witness();
    }

    /** Returns what came of it, which is stored by then. */
    State ask(LogName name) throws InterruptedException {
        long old = cosignatures.find(name, witness()).map(Witnessed::size).orElse(0L);
        WitnessAnswer answer = new WitnessAnswer.None("not asked");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LogView view =
                    logs.view(name)
                            .orElseThrow(() -> new IllegalStateException("no log of that name"));
            // What was co-signed before may be larger than what there is now: the witness will say.
            long from = Math.min(old, view.size());
            var note = SignedNote.parse(view.checkpoint());
            answer = client.add(from, proof(view, from), note);
            switch (answer) {
                case WitnessAnswer.Cosigned(var cosignature) -> {
                    cosignatures.put(name, note, cosignature, witness());
                    return State.COSIGNED;
                }
                case WitnessAnswer.OtherSize(long newest)
                        when newest <= logs.view(name).map(LogView::size).orElse(0L) ->
                        old = newest;
                case WitnessAnswer.OtherSize _,
                        WitnessAnswer.Inconsistent _,
                        WitnessAnswer.NotWatched _,
                        WitnessAnswer.KeyNotKnown _,
                        WitnessAnswer.None _ -> {
                    return refused(name, answer);
                }
            }
        }
        return refused(name, answer);
    }

    /** RFC 9162 has none from the empty tree. */
    private static List<Hash> proof(LogView view, long from) {
        return from == 0 ? List.of() : view.consistencyProof(from, view.size());
    }

    private State refused(LogName name, WitnessAnswer answer) {
        State state = state(answer);
        if (state.isAlarm()) {
            log.atError()
                    .addKeyValue("log", name)
                    .addKeyValue("witness", witness())
                    .addKeyValue("state", state)
                    .log("A witness refuses a checkpoint: the log is not the one that it has seen");
        } else if (answer instanceof WitnessAnswer.None(String why)) {
            log.atWarn()
                    .addKeyValue("log", name)
                    .addKeyValue("witness", witness())
                    .addKeyValue("failure", why)
                    .log("A witness gives no answer");
        }
        cosignatures.put(name, witness(), state);
        return state;
    }

    private static State state(WitnessAnswer refusal) {
        return switch (refusal) {
            case WitnessAnswer.Cosigned _ -> State.COSIGNED;
            case WitnessAnswer.OtherSize _ -> State.ROLLED_BACK;
            case WitnessAnswer.Inconsistent _ -> State.FORKED;
            case WitnessAnswer.NotWatched _ -> State.NOT_WATCHED;
            case WitnessAnswer.KeyNotKnown _ -> State.KEY_NOT_KNOWN;
            case WitnessAnswer.None _ -> State.UNREACHABLE;
        };
    }
}
