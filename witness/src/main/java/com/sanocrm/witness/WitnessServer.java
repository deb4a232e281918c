package com.sanocrm.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The witness's HTTP interface: {@code POST /add-checkpoint} for logs, {@code GET /<origin
 * hash>/checkpoint} for whoever watches them. Refusals of what a log has signed are told on the
 * stream of messages.
 */
final class WitnessServer implements AutoCloseable {
    /** A proof of 63 hashes and a note with a hundred signatures stay below. */
    private static final int MAX_BODY = 1 << 16;

    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    private final Witnessing witnessing;
    private final PrintStream messages;
    private final Clock clock;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    WitnessServer(
            InetSocketAddress address, Witnessing witnessing, PrintStream messages, Clock clock)
            throws IOException {
        this.witnessing = witnessing;
        this.messages = messages;
        this.clock = clock;
        this.http = HttpServer.create(address, 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    int port() {
        return http.getAddress().getPort();
    }

    private record Answer(int status, String type, String body) {
        static Answer text(int status, String body) {
            return new Answer(status, "text/plain; charset=utf-8", body);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answered(exchange);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answered(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        Matcher checkpoint = CHECKPOINT.matcher(path);
        try {
            if (path.equals("/add-checkpoint")) {
                return method.equals("POST") ? add(exchange) : Answer.text(405, "POST only\n");
            }
            if (checkpoint.matches()) {
                return method.equals("GET")
                        ? newest(checkpoint.group(1))
                        : Answer.text(405, "GET only\n");
            }
            return Answer.text(404, "add-checkpoint, or a log's checkpoint\n");
        } catch (IOException | IllegalStateException failure) {
            tell("CANNOT WORK: " + failure);
            return Answer.text(500, "the witness cannot work\n");
        }
    }

    private Answer newest(String originHash) throws IOException {
        Optional<String> note = witnessing.checkpoint(originHash);
        return note.map(text -> Answer.text(200, text))
                .orElseGet(() -> Answer.text(404, "no checkpoint of that log\n"));
    }

    private Answer add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Answer.text(413, "too long\n");
        }
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)) + "");
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return Answer.text(400, malformed.getMessage() + "\n");
        }
        Verdict verdict = witnessing.judge(request);
        tell(request, verdict);
        return answer(verdict);
    }

    private static Answer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Cosigned(var cosignature) ->
                    Answer.text(200, cosignature.line().toString());
            case Verdict.UnknownLog() -> Answer.text(404, "this log is not watched here\n");
            case Verdict.NotSigned() -> Answer.text(403, "not signed by the log's key\n");
            case Verdict.Backwards() ->
                    Answer.text(400, "the old size is beyond the checkpoint's\n");
            case Verdict.OtherSize(long newest) ->
                    new Answer(409, "text/x.tlog.size", newest + "\n");
            case Verdict.Inconsistent(boolean isFork) ->
                    Answer.text(
                            422,
                            isFork
                                    ? "another tree of this size was co-signed\n"
                                    : "not shown to continue the co-signed one\n");
        };
    }

    private void tell(AddCheckpoint request, Verdict verdict) {
        if (verdict instanceof Verdict.Inconsistent(boolean isFork)) {
            tell(
                    "%s: %s, size %d, root %s; both notes are kept under refused/"
                            .formatted(
                                    isFork ? "FORK" : "REFUSED",
                                    request.checkpoint().origin(),
                                    request.checkpoint().size(),
                                    request.checkpoint().root().base64()));
        }
    }

    private void tell(String message) {
        messages.println(clock.instant() + " " + message);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }
}
