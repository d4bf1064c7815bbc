package dev.laurel.lent;

import dev.laurel.spi.Http;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import io.vertx.core.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The HTTP client of one plugin instance. Safe for use by several threads; each waits while its request runs.
 *
 * <p>What it sends to hosts counts together with what the other instances of the same Laurel send: hosts that fail, that ask
 * to be left alone, and budgets of credentials are known to all of them.
 */
public final class LentHttp implements Http, AutoCloseable {
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_FAILURE = 500;
    private static final int FIRST_STATUS = 200;
    private static final int LAST_STATUS = 599;

    /** They were true of the body as it was sent, and are not of the one that is handed out. */
    private static final Set<String> OF_THE_PACKED_BODY = Set.of("content-encoding", "content-length");

    private final HttpLender lender;
    private final String instance;
    private final String userAgent;
    private final Tally tally = new Tally();
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LentHttp(HttpLender lender, String plugin, String instance, String userAgent) {
        this.lender = lender;
        this.instance = plugin + "/" + instance;
        this.userAgent = userAgent;
    }

    /** What an exchange brought. */
    private record Answer(Exchange.Head head, Body body) {}

    @Override
    public Response send(Request request)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException(
                    "sending a request waits for the answer, and an event loop must not wait: send"
                            + " it from a thread of the instance");
        }
        Duration deadline = lender.bounds().deadline();
        Duration own = request.timeout().orElse(deadline);
        Call call = new Call(own.compareTo(deadline) < 0 ? own : deadline);
        running.add(call);
        try {
            if (closed) {
                throw new IOException(stopped());
            }
            return follow(call, Hop.first(request));
        } finally {
            running.remove(call);
        }
    }

    private Response follow(Call call, Hop first)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException {
        Hop hop = first;
        while (true) {
            Answer answer = ask(call, hop);
            Optional<Hop> next = hop.after(
                    answer.head().status(),
                    answer.head().header("location"),
                    lender.bounds().redirects());
            if (next.isEmpty()) {
                return response(answer);
            }
            hop = next.get();
        }
    }

    private static Response response(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.head().headers());
        if (headers.containsKey("content-encoding")) {
            headers.keySet().removeAll(OF_THE_PACKED_BODY);
        }
        return Response.of(answer.head().status(), headers, answer.body().bytes());
    }

    /** Sends one request if breaker and budget let it through, and tells them what became of it. */
    private Answer ask(Call call, Hop hop)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException {
        Origin origin = hop.origin();
        Budget.Account account = new Budget.Account(origin, lender.payers().of(hop.secrets(), instance));
        Breakers.Permit permit = lender.breakers().admit(origin);
        if (!permit.closedFor().isZero()) {
            tally.refusedByBreaker();
            throw new RetryLaterException(
                    origin + " failed " + Breakers.FAILURES + " times in a row and is left alone for "
                            + Moments.words(permit.closedFor()) + ": see whether it runs",
                    permit.closedFor());
        }
        try {
            spend(account);
            Answer answer = exchange(call, hop);
            int status = answer.head().status();
            if (status == TOO_MANY || status == UNAVAILABLE) {
                permit.answered();
                throw later(account, answer.head());
            }
            if (status >= FIRST_FAILURE) {
                permit.failed();
            } else {
                permit.answered();
            }
            return answer;
        } catch (NoAnswerException e) {
            permit.failed();
            throw e;
        } catch (UnfitAnswerException e) {
            permit.answered();
            throw e;
        } finally {
            permit.giveBack();
        }
    }

    private void spend(Budget.Account account) throws RetryLaterException {
        Budget.Answer answer = lender.budget().take(account);
        String left = Moments.words(answer.left());
        switch (answer.ruling()) {
            case PAUSED:
                tally.refusedByPause();
                throw new RetryLaterException(
                        account.origin() + " asked to be left alone, for " + left + " from now on", answer.left());
            case USED_UP:
                tally.refusedByBudget();
                throw new RetryLaterException(
                        "the budget of " + lender.bounds().requestsPerMinute() + " requests a minute to "
                                + account.origin()
                                + ", of this credential or else this instance, is used up; the next one"
                                + " may go in " + left
                                + ": raise HttpBounds.requestsPerMinute if the host takes more",
                        answer.left());
            default:
                break;
        }
    }

    private RetryLaterException later(Budget.Account account, Exchange.Head head) {
        Duration time = RetryAfter.of(head.header("retry-after"), lender.clock().instant());
        lender.budget().pause(account, time);
        return new RetryLaterException(
                account.origin() + " answered " + head.status() + " and asks to be left alone for "
                        + Moments.words(time),
                time);
    }

    /** Waits for a place, looks the name up, checks the address, and asks there. */
    private Answer exchange(Call call, Hop hop) throws PermanentFailureException, IOException, InterruptedException {
        Origin origin = hop.origin();
        Places.Place place = lender.places().ask(origin);
        try {
            call.await(
                    place.taken(),
                    () -> new IOException("no connection to " + origin + " was free within "
                            + Moments.words(call.allowed()) + ": ask less at once, or raise HttpBounds.connections or"
                            + " HttpBounds.connectionsPerHost"));
            long begun = System.nanoTime();
            boolean failed = true;
            try {
                Answer answer = checked(call, hop);
                failed =
                        answer.head().status() >= FIRST_FAILURE && answer.head().status() != UNAVAILABLE;
                return answer;
            } catch (PermanentFailureException e) {
                failed = false; // nothing was sent
                throw e;
            } finally {
                tally.spent(System.nanoTime() - begun, failed);
            }
        } finally {
            place.leave();
        }
    }

    private Answer checked(Call call, Hop hop) throws PermanentFailureException, IOException, InterruptedException {
        Origin origin = hop.origin();
        var found = call.await(lender.wire().lookUp(origin), () -> tooLate(call, origin));
        InetAddress address;
        try {
            address = lender.addresses().pick(origin.host(), found);
        } catch (PermanentFailureException e) {
            tally.refusedByAddress();
            throw e;
        }
        Exchange exchange = lender.wire().begin(hop, address, userAgent, call);
        try {
            return read(call, origin, exchange);
        } catch (NoAnswerException e) {
            // The other side may close a connection just when it is used again: that says nothing about the request.
            if (!hop.isRepeatable() || !exchange.isReused() || !exchange.head().isCompletedExceptionally()) {
                throw e;
            }
        } finally {
            exchange.cancel();
        }
        Exchange again = lender.wire().begin(hop, address, userAgent, call);
        try {
            return read(call, origin, again);
        } finally {
            again.cancel();
        }
    }

    private Answer read(Call call, Origin origin, Exchange exchange) throws IOException, InterruptedException {
        tally.sent();
        Exchange.Head head = call.await(exchange.head(), () -> tooLate(call, origin));
        int status = head.status();
        if (status < FIRST_STATUS || status > LAST_STATUS) {
            throw new NoAnswerException(origin + " answered with the status " + status + ", which is no answer");
        }
        Body body = new Body(origin.toString(), lender.bounds().bodyBytes());
        if (status == TOO_MANY || status == UNAVAILABLE) {
            return new Answer(head, body);
        }
        Packing packing = Packing.of(origin.toString(), head.header("content-encoding"));
        try (Unpacking unpacking = new Unpacking(packing, body)) {
            long read = 0;
            while (true) {
                Optional<byte[]> piece = call.await(exchange.next(), () -> tooLate(call, origin));
                if (piece.isEmpty()) {
                    unpacking.end();
                    return new Answer(head, body);
                }
                read += piece.get().length;
                tally.read(piece.get().length);
                body.expect(packing == Packing.NONE ? read : Math.max(0, read - body.slack()));
                unpacking.add(piece.get());
            }
        }
    }

    private static NoAnswerException tooLate(Call call, Origin origin) {
        return new NoAnswerException(origin + " gave no whole answer within " + Moments.words(call.allowed())
                + ": ask for less at a time, or give it more time (in the request, and by HttpBounds.deadline)");
    }

    private String stopped() {
        return "the instance " + instance + " was stopped, and the HTTP client it was lent with it";
    }

    /** {@return what was done with it so far} */
    public HttpCounts counts() {
        return tally.counts();
    }

    /** Ends what is running with an {@link IOException}, and refuses what comes later. Does not wait. Idempotent. */
    @Override
    public void close() {
        closed = true;
        running.forEach(each -> each.stop(stopped()));
        lender.forget(this);
    }

    /** {@return the plugin and the instance that it was lent to} */
    @Override
    public String toString() {
        return "the HTTP client of " + instance;
    }
}
