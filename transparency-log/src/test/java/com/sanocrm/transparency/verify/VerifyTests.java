package com.sanocrm.transparency.verify;

import static com.sanocrm.transparency.PublishedTree.LEAVES;
import static com.sanocrm.transparency.PublishedTree.ROOTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.MerkleTree;
import com.sanocrm.transparency.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTests {
    private static final String LEAF = LEAVES.get(5).base64();
    private static final String ROOT = ROOTS.get(8).base64();
    private static final String PROOF = proof(MerkleTree.inclusionProof(5, 8, tree()));

    @TempDir private Path folder;

    @Test
    void anInclusionThatHoldsEndsWithZero() {
        assertThat(inclusion(LEAF, "5", "8", ROOT, PROOF)).isEqualTo(Verify.TRUE);
        assertThat(inclusion(ROOTS.get(1).base64(), "0", "1", ROOTS.get(1).base64(), ""))
                .isEqualTo(Verify.TRUE);
    }

    @Test
    void anInclusionThatDoesNotHoldEndsWithOne() {
        assertThat(inclusion(LEAF, "4", "8", ROOT, PROOF)).isEqualTo(Verify.FALSE);
        assertThat(inclusion(LEAF, "8", "8", ROOT, PROOF)).isEqualTo(Verify.FALSE);
        assertThat(inclusion(LEAF, "5", "8", ROOT, PROOF + "," + ROOT)).isEqualTo(Verify.FALSE);
        assertThat(inclusion(LEAF, "5", "8", ROOT, "")).isEqualTo(Verify.FALSE);
        assertThat(inclusion(LEAF, "0", "0", ROOTS.get(0).base64(), "")).isEqualTo(Verify.FALSE);
    }

    @Test
    void aConsistencyIsTrueOrFalse() {
        var right = proof(MerkleTree.consistencyProof(6, 8, tree()));
        var wrong = proof(MerkleTree.consistencyProof(7, 8, tree()));

        assertThat(consistency("6", "8", ROOTS.get(6), right)).isEqualTo(Verify.TRUE);
        assertThat(consistency("6", "8", ROOTS.get(6), wrong)).isEqualTo(Verify.FALSE);
        assertThat(consistency("8", "8", ROOTS.get(8), "")).isEqualTo(Verify.TRUE);
        assertThat(consistency("9", "8", ROOTS.get(8), "")).isEqualTo(Verify.FALSE);
        assertThat(consistency("0", "8", ROOTS.get(0), "")).isEqualTo(Verify.FALSE);
    }

    @Test
    void aCheckpointIsTrueOnlyUnderItsKey() throws IOException {
        var key = SigningKey.generate("localhost/audit/platform");
        var other = SigningKey.generate("localhost/audit/platform");
        var checkpoint = new Checkpoint("localhost/audit/platform", 8, ROOTS.get(8));
        var file = Files.writeString(folder.resolve("note"), key.sign(checkpoint.text()) + "");
        var text = Files.writeString(folder.resolve("text"), checkpoint.text());
        var noCheckpoint = Files.writeString(folder.resolve("other"), key.sign("hello\n") + "");

        assertThat(checkpoint(file, key.verification().toString())).isEqualTo(Verify.TRUE);
        assertThat(checkpoint(file, other.verification().toString())).isEqualTo(Verify.FALSE);
        assertThat(checkpoint(file, "no key")).isEqualTo(Verify.UNREADABLE);
        assertThat(checkpoint(text, key.verification().toString())).isEqualTo(Verify.UNREADABLE);
        assertThat(checkpoint(noCheckpoint, key.verification().toString()))
                .isEqualTo(Verify.UNREADABLE);
        assertThat(checkpoint(folder, key.verification().toString())).isEqualTo(Verify.UNREADABLE);
        assertThat(checkpoint(folder.resolve("absent"), key.verification().toString()))
                .isEqualTo(Verify.UNREADABLE);
    }

    @Test
    void aReceiptIsTrueOnlyUnderItsKeyAndUnchanged() throws IOException {
        var key = SigningKey.generate("localhost/consent/receipts");
        var other = SigningKey.generate("localhost/consent/receipts");
        var text = "localhost/consent/receipts\n{\"decision\":\"denied\"}\n";
        var good = Files.writeString(folder.resolve("good"), key.sign(text) + "");
        var altered =
                Files.writeString(
                        folder.resolve("altered"),
                        Files.readString(good).replace("denied", "granted"));
        var another = Files.writeString(folder.resolve("another"), key.sign("x\n{\"a\":1}\n") + "");
        var none = Files.writeString(folder.resolve("none"), key.sign("hello\n") + "");
        String vkey = key.verification().toString();

        assertThat(receipt(good, vkey)).isEqualTo(Verify.TRUE);
        assertThat(receipt(altered, vkey)).isEqualTo(Verify.FALSE);
        assertThat(receipt(another, vkey)).isEqualTo(Verify.FALSE);
        assertThat(receipt(good, other.verification().toString())).isEqualTo(Verify.FALSE);
        assertThat(receipt(none, vkey)).isEqualTo(Verify.UNREADABLE);
        assertThat(receipt(folder.resolve("absent"), vkey)).isEqualTo(Verify.UNREADABLE);
    }

    @Test
    void aCertificateOfErasureIsTrueOnlyUnderItsKeyAndUnchanged() throws IOException {
        var key = SigningKey.generate("localhost/identity/erasures");
        var good =
                Files.writeString(
                        folder.resolve("certificate"),
                        key.sign("localhost/identity/erasures\n{\"records\":5}\n") + "");
        var altered =
                Files.writeString(
                        folder.resolve("altered"), Files.readString(good).replace("5", "6"));
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Files.createDirectories(folder.resolve("keys/identity"));
        Files.writeString(
                folder.resolve("keys/identity/certificate.vkey"), key.verification().toString());

        assertThat(Verify.run(List.of("certificate", good + ""), nowhere, nowhere, folder))
                .isEqualTo(Verify.TRUE);
        assertThat(Verify.run(List.of("certificate", altered + ""), nowhere, nowhere, folder))
                .isEqualTo(Verify.FALSE);
        assertThat(Verify.run(List.of("certificate", good + ""), nowhere, nowhere))
                .isEqualTo(Verify.UNREADABLE);
    }

    @Test
    void withoutAKeyAReceiptIsCheckedByTheKeyOfThisMachinesStack() throws IOException {
        var key = SigningKey.generate("localhost/consent/receipts");
        var file =
                Files.writeString(
                        folder.resolve("receipt"),
                        key.sign("localhost/consent/receipts\n{\"a\":1}\n") + "");
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var line = List.of("receipt", file.toString());

        assertThat(Verify.run(line, nowhere, nowhere)).isEqualTo(Verify.UNREADABLE);
        assertThat(Verify.run(line, nowhere, nowhere, folder)).isEqualTo(Verify.UNREADABLE);

        Files.createDirectories(folder.resolve("keys/consent"));
        Files.writeString(
                folder.resolve("keys/consent/receipt.vkey"), key.verification().toString());
        assertThat(Verify.run(line, nowhere, nowhere, folder)).isEqualTo(Verify.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accounting",
                "inclusion",
                "inclusion --index 5",
                "inclusion --leaf-hash x --index 0 --size 1 --root x --proof x",
                "inclusion --leaf-hash LEAF --index 0x5 --size 8 --root ROOT --proof PROOF",
                "inclusion --leaf-hash LEAF --index -5 --size 8 --root ROOT --proof PROOF",
                "inclusion --leaf-hash LEAF --index 05 --size 8 --root ROOT --proof PROOF",
                "inclusion --leaf-hash LEAF --index 5 --size 18446744073709551616 --root ROOT",
                "inclusion --leaf-hash LEAF --index 5 --size 8 --root ROOT --proof PROOF,",
                "inclusion --leaf-hash LEAF --index 5 --size 8 --root ROOT --proof AAAA",
                "inclusion --leaf-hash LEAF --index 5 --index 5 --size 8 --root ROOT",
                "inclusion --leaf-hash LEAF --index 5 --size 8 --root ROOT --proof",
                "inclusion --leaf-hash LEAF --index 5 --size 8 --root ROOT --size1 8",
                "inclusion more --leaf-hash LEAF --index 5 --size 8 --root ROOT --proof PROOF",
                "consistency --size1 6 --size2 8 --root1 ROOT",
                "checkpoint",
                "checkpoint --key x",
                "receipt",
                "receipt file --key x"
            })
    void whatCannotBeReadEndsWithTwo(String line) {
        var args =
                line.isEmpty()
                        ? List.<String>of()
                        : List.of(
                                line.replace("LEAF", LEAF)
                                        .replace("ROOT", ROOT)
                                        .replace("PROOF", PROOF)
                                        .split(" "));

        assertThat(run(args)).isEqualTo(Verify.UNREADABLE);
    }

    private static int inclusion(
            String leaf, String index, String size, String root, String proof) {
        return run(
                List.of(
                        "inclusion",
                        "--leaf-hash",
                        leaf,
                        "--index",
                        index,
                        "--size=" + size,
                        "--root",
                        root,
                        "--proof",
                        proof));
    }

    private static int consistency(String size1, String size2, Hash root1, String proof) {
        return run(
                List.of(
                        "consistency",
                        "--size1",
                        size1,
                        "--size2",
                        size2,
                        "--root1",
                        root1.base64(),
                        "--root2",
                        ROOT,
                        "--proof",
                        proof));
    }

    private static int checkpoint(Path file, String key) {
        return run(List.of("checkpoint", file.toString(), "--key", key));
    }

    private static int receipt(Path file, String key) {
        return run(List.of("receipt", file.toString(), "--key", key));
    }

    private static int run(List<String> args) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Verify.run(args, nowhere, nowhere);
    }

    private static MerkleTree.Subtrees tree() {
        return MerkleTree.of(LEAVES);
    }

    private static String proof(List<Hash> proof) {
        return proof.stream().map(Hash::base64).collect(Collectors.joining(","));
    }
}
