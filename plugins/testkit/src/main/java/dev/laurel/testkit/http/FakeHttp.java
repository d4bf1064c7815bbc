package dev.laurel.testkit.http;

import dev.laurel.spi.Http;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.testkit.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The HTTP client that a runtime lends, with a provider behind it that a test writes. Nothing goes over a wire, nobody waits:
 * what takes long moves the fake clock. It follows redirects of a GET, keeps secret headers from other hosts, refuses private
 * addresses and turns 429 and 503 into {@link RetryLaterException}, as the contract of {@link Http} says.
 *
 * <p>A request that no route expects fails the test with an {@link AssertionError} that names the routes there are. Safe for
 * use by several threads.
 *
 * <pre>{@code
 * FakeHttp http = new FakeHttp(clock);
 * http.on("GET", "/posts").query("after", "0").answers(Answer.json("[...]"));
 * http.on("GET", "/posts").query("after", "2").answers(Answer.failing(Fault.NO_ANSWER), Answer.json("[]"));
 * }</pre>
 */
public final class FakeHttp implements Http, Faulty {
    /** How long the runtime waits for a whole answer if nothing else is said. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_AFTER_INTERRUPT = 8;

    private final FakeClock clock;
    private final Script script = new Script();
    private boolean privateAllowed;
    private int sinceInterrupted = -1;

    /**
     * A client whose provider knows no route yet.
     *
     * @param clock the clock that slow answers move, and that dates in {@code Retry-After} are compared with
     */
    public FakeHttp(FakeClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Says what is expected.
     *
     * @param method the method
     * @param path the whole path, or its beginning and {@code *}; whatever the host
     * @return the route, to say more of it
     */
    public Route on(String method, String path) {
        return script.on(method, path);
    }

    /**
     * Lets requests go to private and local addresses, as an operator may.
     *
     * @return this
     */
    public synchronized FakeHttp allowingPrivate() {
        privateAllowed = true;
        return this;
    }

    /** {@return what was asked, in order; redirects that were followed count too} */
    public List<Asked> requests() {
        return script.requests();
    }

    @Override
    public int asked() {
        return requests().size();
    }

    @Override
    public void fail(int nth, Fault fault) {
        script.fail(nth, Objects.requireNonNull(fault, "fault"));
    }

    @Override
    public void failAlways(Fault fault) {
        script.failAlways(Objects.requireNonNull(fault, "fault"));
    }

    /**
     * Says whether anything was asked that no route expected; for code that swallows errors.
     *
     * @throws AssertionError if it was
     */
    public void assertAllExpected() {
        script.assertAllExpected();
    }

    /** {@return how many requests were made after one had been told to stop} */
    public synchronized int askedSinceInterrupted() {
        return Math.max(0, sinceInterrupted);
    }

    /** Lets requests be made again after one had been told to stop. */
    public synchronized void goOn() {
        sinceInterrupted = -1;
    }

    @Override
    public Response send(Request request)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException {
        URI uri = request.uri();
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            Asked asked = Asked.of(request, uri, isSameHost(request.uri(), uri));
            Answer answer = answerTo(asked, request);
            String location = redirect(asked, answer);
            if (location.isEmpty()) {
                return response(asked, answer);
            }
            uri = uri.resolve(location);
        }
        throw new IOException(request + " was sent on more than " + MOST_REDIRECTS + " times");
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private Answer answerTo(Asked asked, Request request)
            throws PermanentFailureException, IOException, InterruptedException {
        stopIfInterrupted();
        refusePrivate(asked.uri());
        Answer answer = script.answer(asked).orElseThrow(() -> new AssertionError(last(script.unexpected())));
        Duration patience =
                request.timeout().filter(own -> own.compareTo(DEADLINE) < 0).orElse(DEADLINE);
        if (answer.takes().compareTo(patience) > 0) {
            clock.advance(patience);
            throw new IOException(told(asked) + ": no answer within " + patience.toMillis() + " ms");
        }
        clock.advance(answer.takes());
        return answer;
    }

    private static String last(List<String> texts) {
        return texts.get(texts.size() - 1);
    }

    private synchronized void stopIfInterrupted() throws InterruptedException {
        if (sinceInterrupted >= 0 && ++sinceInterrupted > MOST_AFTER_INTERRUPT) {
            throw new AssertionError("the call was told to stop, and has asked " + sinceInterrupted
                    + " times since: let InterruptedException through");
        }
        if (sinceInterrupted >= 0 || Thread.interrupted()) {
            sinceInterrupted = Math.max(0, sinceInterrupted);
            throw new InterruptedException("the runtime stops the call");
        }
    }

    private synchronized void refusePrivate(URI uri) throws PermanentFailureException {
        if (!privateAllowed && Addresses.isPrivate(uri.getHost())) {
            throw new PermanentFailureException("the address " + uri.getScheme() + "://" + uri.getRawAuthority()
                    + " is private: allow it in the host's settings if it is meant");
        }
    }

    private static String redirect(Asked asked, Answer answer) {
        boolean moved = answer.status() >= 301 && answer.status() <= 308 && answer.status() != 304;
        return answer.fault().isEmpty() && moved && asked.method().equals("GET")
                ? answer.headers().getOrDefault("location", List.of("")).get(0)
                : "";
    }

    private Response response(Asked asked, Answer answer)
            throws RetryLaterException, IOException, InterruptedException {
        Fault fault = answer.fault().orElse(null);
        if (fault == null) {
            return kept(asked, answer);
        }
        switch (fault) {
            case NO_ANSWER -> {
                clock.advance(DEADLINE);
                throw new IOException(told(asked) + ": no answer within " + DEADLINE.toMillis() + " ms");
            }
            case RESET -> throw new IOException(told(asked) + ": the connection was reset");
            case HALF_BODY -> throw new IOException(told(asked) + ": the connection broke in the middle of the answer");
            case TOO_LARGE -> throw new IOException(told(asked) + ": the answer is too large");
            case INTERRUPTED -> {
                synchronized (this) {
                    sinceInterrupted = 0;
                }
                throw new InterruptedException("the runtime stops the call");
            }
            case CUT_BODY -> {
                return Response.of(answer.status(), answer.headers(), answer.halfOfBody());
            }
            default -> {
                return kept(asked, Answer.of(fault, asked));
            }
        }
    }

    private Response kept(Asked asked, Answer answer) throws RetryLaterException {
        if (answer.status() == 429 || answer.status() == 503) {
            Duration after = RetryAfter.read(answer.headers(), clock.instant());
            throw new RetryLaterException(
                    told(asked) + ": status " + answer.status() + ", asked again in " + after.toSeconds() + " s",
                    after);
        }
        return Response.of(answer.status(), answer.headers(), answer.body());
    }

    /** Neither query nor headers: they may hold secrets. */
    private static String told(Asked asked) {
        return asked.method() + " " + asked.uri().getScheme() + "://"
                + asked.uri().getRawAuthority() + asked.uri().getRawPath();
    }
}
