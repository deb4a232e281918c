package com.sanocrm.gateway.limit;

import com.sanocrm.platform.problem.ProblemDocument;
import com.sanocrm.platform.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A request whose body ends in an error at its limit of bytes or time. Whoever reads it, on
 * whatever thread, gets nothing more once it is closed: the container gives the same buffers to the
 * next request.
 */
public final class BoundedBody implements AutoCloseable {
    static final String DETAIL =
            "A body may have 262,144 bytes, an attachment 10 MiB, and must arrive without pauses.";
    private static final ProblemType TOO_SLOW =
            new ProblemType("request-timeout", 408, "The body took too long to arrive");
    private static final String FAILURE = BoundedBody.class.getName();

    private final HttpServletRequest request;
    private final long limit;
    private final long deadline;
    private final ReentrantLock reading = new ReentrantLock();
    private long count;
    private boolean closed;

    BoundedBody(HttpServletRequest request, long limit, Duration time) {
        this.request = request;
        this.limit = limit;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** Whether the body goes to the service while it arrives, and so cannot be sent again. */
    public static boolean isStreamed(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /** Whether the client did not deliver the body as it should. */
    public static boolean failed(HttpServletRequest request) {
        return request.getAttribute(FAILURE) != null;
    }

    static ProblemType failure(HttpServletRequest request) {
        return request.getAttribute(FAILURE) instanceof ProblemType type
                ? type
                : ProblemType.INVALID_REQUEST;
    }

    /** What to tell the client whose body failed. */
    public static ResponseEntity<ProblemDocument> problem(HttpServletRequest request) {
        var answer = ProblemDocument.answer(failure(request), DETAIL);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header("Connection", "close")
                .body(answer.getBody());
    }

    HttpServletRequest request() {
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException {
                return new Bounded(super.getInputStream());
            }
        };
    }

    /** Waits for a read that is under way. */
    @Override
    public void close() {
        reading.lock();
        try {
            closed = true;
        } finally {
            reading.unlock();
        }
    }

    private IOException fail(ProblemType type) {
        request.setAttribute(FAILURE, type);
        return new IOException("the body is refused");
    }

    private final class Bounded extends ServletInputStream {
        private final ServletInputStream in;

        Bounded(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            reading.lock();
            try {
                if (closed) {
                    throw new IOException("the request is over");
                }
                int read = in.read(into, offset, length);
                count += Math.max(read, 0);
                if (count > limit) {
                    throw fail(ProblemType.PAYLOAD_TOO_LARGE);
                }
                if (read >= 0 && System.nanoTime() > deadline) {
                    throw fail(TOO_SLOW);
                }
                return read;
            } catch (SocketTimeoutException pause) {
                throw fail(TOO_SLOW);
            } catch (IOException failure) {
                if (!closed && !failed(request)) {
                    request.setAttribute(FAILURE, ProblemType.INVALID_REQUEST);
                }
                throw failure;
            } finally {
                reading.unlock();
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is read by blocking");
        }
    }
}
