package dev.laurel.spi;

import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import java.io.IOException;

/**
 * A bounded HTTP client, lent by the runtime: it has a deadline, a bound on the size of a body after decompression, a budget
 * of requests for each credential, and it stops asking a host that keeps failing. Private and local addresses are refused
 * unless the operator allows them, on every redirect again. It blocks, so it is for connectors, enrichers and channels;
 * what is lent to scorers and rules refuses every request, for they do no I/O. Safe for use by several threads.
 *
 * <p>Implemented by the runtime and the testkit only; methods may be added.
 */
public interface Http {

    /**
     * Sends a request and reads the whole answer. Redirects of a GET are followed, without its secret headers to another
     * host. Any status is an answer but 429 and 503, which say to come back later.
     *
     * @param request what to ask
     * @return the answer
     * @throws RetryLaterException if the other side answers 429 or 503, the credential's budget is used up, or the host has
     *     failed too often and is left alone; let it through, and the runtime waits that long
     * @throws PermanentFailureException if the operator has to allow the address, or the address is none
     * @throws IOException if there is no answer in time, it is too large, or the connection breaks
     * @throws InterruptedException if the runtime stops the call
     */
    Response send(Request request)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException;
}
