package com.sanocrm.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.Proofs;
import com.sanocrm.transparency.SignedNote;
import com.sanocrm.transparency.VerificationKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The offline verifier, {@code ./sano verify}. Exit code 0 only for what is true, 1 for what is
 * false, 2 for input that it cannot read. It never uses the network, but for {@code log URL}.
 */
public final class Verify {
    public static final int TRUE = 0;
    public static final int FALSE = 1;
    public static final int UNREADABLE = 2;

    /** A checkpoint is some hundred bytes; a hundred witnesses' signatures stay below this. */
    private static final long MAX_NOTE_BYTES = 1 << 20;

    /* Of this machine's own stack. */
    private static final String LOG_KEY = "keys/audit/checkpoint.vkey";
    private static final String RECEIPT_KEY = "keys/consent/receipt.vkey";
    private static final String CERTIFICATE_KEY = "keys/identity/certificate.vkey";

    private static final String USAGE =
            """
            usage: verify inclusion --leaf-hash H --index N --size N --root H --proof H,H,...
                   verify consistency --size1 N --size2 N --root1 H --root2 H --proof H,H,...
                   verify checkpoint FILE --key VKEY [--witness VKEY,VKEY,...]
                   verify log URL|DIR... [--key VKEY] [--known FILE,...] [--save DIR] [--token-file FILE]
                              [--complete yes] [--witness VKEY,...]
                   verify accounting FILE [--key VKEY]
                   verify receipt FILE [--key VKEY]
                   verify certificate FILE [--key VKEY]
            H is a SHA-256 hash in Base64; an empty --proof is the proof without elements.
            Without --key, log, accounting, receipt and certificate are checked by the keys of this machine's own stack.
            Exit code: 0 true, 1 false, 2 input that cannot be read.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final @Nullable Path home;

    private Verify(PrintStream out, PrintStream err, @Nullable Path home) {
        this.out = out;
        this.err = err;
        this.home = home;
    }

    public static void main(String[] args) {
        String home = System.getenv("SANO_HOME");
        System.exit(
                run(List.of(args), System.out, System.err, home == null ? null : Path.of(home)));
    }

    /** Verifies what the arguments say, and gives the exit code. */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        return run(args, out, err, null);
    }

    /** As above, on a machine whose own stack lives in that directory. */
    static int run(List<String> args, PrintStream out, PrintStream err, @Nullable Path home) {
        return new Verify(out, err, home).run(args);
    }

    private int run(List<String> args) {
        try {
            List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
            return switch (args.isEmpty() ? "" : args.getFirst()) {
                case "inclusion" -> inclusion(rest);
                case "consistency" -> consistency(rest);
                case "checkpoint" -> checkpoint(rest);
                case "log" -> log(rest);
                case "accounting" -> accounting(rest);
                case "receipt" -> note(rest, RECEIPT_KEY);
                case "certificate" -> note(rest, CERTIFICATE_KEY);
                default -> throw new IllegalArgumentException("no such verification");
            };
        } catch (Contradiction e) {
            return answer(false, "", Objects.requireNonNull(e.getMessage()));
        } catch (IllegalArgumentException | IOException e) {
            err.println("cannot verify: " + e.getMessage());
            err.print(USAGE);
            return UNREADABLE;
        }
    }

    private int inclusion(List<String> line) {
        var arguments =
                Arguments.parse(
                        line, Set.of("--leaf-hash", "--index", "--size", "--root", "--proof"));
        arguments.requireWords(0);
        boolean holds =
                Proofs.inclusion(
                        arguments.hash("--leaf-hash"),
                        arguments.count("--index"),
                        arguments.count("--size"),
                        arguments.hash("--root"),
                        arguments.proof());
        return answer(holds, "the leaf is in the tree at this index", "the proof does not hold");
    }

    private int consistency(List<String> line) {
        var arguments =
                Arguments.parse(
                        line, Set.of("--size1", "--size2", "--root1", "--root2", "--proof"));
        arguments.requireWords(0);
        boolean holds =
                Proofs.consistency(
                        arguments.count("--size1"),
                        arguments.count("--size2"),
                        arguments.hash("--root1"),
                        arguments.hash("--root2"),
                        arguments.proof());
        return answer(
                holds, "the first tree is the beginning of the second", "the proof does not hold");
    }

    private int checkpoint(List<String> line) throws IOException {
        var arguments = Arguments.parse(line, Set.of("--key", "--witness"));
        arguments.requireWords(1);
        var key = VerificationKey.parse(arguments.required("--key"));
        List<VerificationKey> witnesses = arguments.witnesses();
        var note = SignedNote.parse(read(Path.of(arguments.words().getFirst())));
        var checkpoint = Checkpoint.parse(note.text());
        if (!note.isSignedBy(key) || !checkpoint.origin().equals(key.name())) {
            return answer(false, "", "no valid signature of " + key.name());
        }
        var said = new StringBuilder();
        for (VerificationKey witness : witnesses) {
            Optional<Cosignature> cosignature = Cosignature.find(note, witness);
            if (cosignature.isEmpty()) {
                return answer(false, "", "no valid cosignature of " + witness.name());
            }
            said.append(
                    ", witnessed by %s at %s".formatted(witness.name(), cosignature.get().time()));
        }
        return answer(
                true,
                "%s holds %d leaves under root %s%s"
                        .formatted(
                                checkpoint.origin(),
                                checkpoint.size(),
                                checkpoint.root().base64(),
                                said),
                "");
    }

    /** A note that says one thing: what was chosen, or what was erased. */
    private int note(List<String> line, String ownKey) throws IOException {
        var arguments = Arguments.parse(line, Set.of("--key"));
        arguments.requireWords(1);
        var key = key(arguments, ownKey);
        var note = SignedNote.parse(read(Path.of(arguments.words().getFirst())));
        var receipt = Receipt.parse(note.text());
        return answer(
                note.isSignedBy(key) && receipt.issuer().equals(key.name()),
                receipt.choice(),
                "no valid signature of " + key.name());
    }

    private int log(List<String> line) throws Contradiction, IOException {
        var arguments = Arguments.parse(line, VerifyLog.OPTIONS);
        var key = key(arguments, LOG_KEY);
        return answer(true, new VerifyLog(arguments, key, err).verify(), "");
    }

    private int accounting(List<String> line) throws Contradiction, IOException {
        var arguments = Arguments.parse(line, Set.of("--key"));
        arguments.requireWords(1);
        var key = key(arguments, LOG_KEY);
        try (var lines = Files.newBufferedReader(Path.of(arguments.words().getFirst()))) {
            var account = new Accounting(lines, key).verify();
            return answer(
                    true,
                    "%d records about %s in %d logs, each in its log, and none is missing%s"
                            .formatted(
                                    account.records(),
                                    account.person(),
                                    account.logs(),
                                    account.unnumbered() == 0
                                            ? ""
                                            : ", but for %d from before records were numbered"
                                                    .formatted(account.unnumbered())),
                    "");
        }
    }

    /** The option's, or that of this machine's own stack. */
    private VerificationKey key(Arguments arguments, String own) throws IOException {
        if (arguments.options().containsKey("--key")) {
            return VerificationKey.parse(arguments.required("--key"));
        }
        if (home == null) {
            throw new IllegalArgumentException("--key is missing");
        }
        return VerificationKey.parse(read(home.resolve(own)).strip());
    }

    static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_NOTE_BYTES) {
            throw new IllegalArgumentException(file + " is no file of a note's size");
        }
        return text(Files.readAllBytes(file), file.toString());
    }

    static String text(byte[] bytes, String what) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " is not UTF-8", e);
        }
    }

    private int answer(boolean holds, String ifTrue, String ifFalse) {
        out.println(holds ? "verified: " + ifTrue : "NOT verified: " + ifFalse);
        return holds ? TRUE : FALSE;
    }
}
