package dev.laurel.lent;

import dev.laurel.spi.Http;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;

/** What is lent to those who do no I/O. */
public final class NoHttp implements Http {
    private static final NoHttp ONLY = new NoHttp();

    private NoHttp() {}

    /** {@return the one there is} */
    public static Http instance() {
        return ONLY;
    }

    @Override
    public Response send(Request request) throws PermanentFailureException {
        throw new PermanentFailureException(
                "scorers and reward rules do no I/O, for what they answer has to be the same"
                        + " whenever they are asked: fetch it in a connector or an enricher, and read it as an attribute");
    }
}
