package com.sanocrm.audit.witness;

import com.sanocrm.transparency.Checkpoint;
import com.sanocrm.transparency.Cosignature;
import com.sanocrm.transparency.Hash;
import com.sanocrm.transparency.SignedNote;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Talks to one witness. It is a stranger: no redirect is followed, no long answer is read. */
final class WitnessClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 1 << 16;

    private final WitnessSettings.Address address;
    private final HttpClient http;

    WitnessClient(WitnessSettings.Address address) {
        this.address = address;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    String witness() {
        return address.key().name();
    }

    /** Asks for a cosignature under the checkpoint. */
    WitnessAnswer add(long oldSize, List<Hash> proof, SignedNote checkpoint)
            throws InterruptedException {
        String lines =
                proof.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining());
        var request =
                HttpRequest.newBuilder(address.submission())
                        .timeout(PATIENCE)
                        .POST(
                                BodyPublishers.ofString(
                                        "old %d\n%s\n%s".formatted(oldSize, lines, checkpoint)))
                        .build();
        try {
            return answer(
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER)),
                    checkpoint);
        } catch (IOException | IllegalArgumentException none) {
            return new WitnessAnswer.None(none.getClass().getSimpleName());
        }
    }

    private WitnessAnswer answer(HttpResponse<String> response, SignedNote checkpoint) {
        return switch (response.statusCode()) {
            case 200 ->
                    Cosignature.find(SignedNote.parse(checkpoint + response.body()), address.key())
                            .<WitnessAnswer>map(WitnessAnswer.Cosigned::new)
                            .orElseGet(() -> new WitnessAnswer.None("a signature of another key"));
            case 409 ->
                    new WitnessAnswer.OtherSize(
                            Checkpoint.parseCount(response.body().replaceFirst("\n$", "")));
            case 422 -> new WitnessAnswer.Inconsistent();
            case 404 -> new WitnessAnswer.NotWatched();
            case 403 -> new WitnessAnswer.KeyNotKnown();
            default -> new WitnessAnswer.None("status " + response.statusCode());
        };
    }
}
