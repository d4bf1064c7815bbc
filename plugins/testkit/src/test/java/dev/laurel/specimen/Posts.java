package dev.laurel.specimen;

import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.RetryLaterException;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.testkit.contract.Flaw;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Reads lines such as {@code 3|2026-03-01T12:00:00Z|ada}, with {@code END} as the last one. */
final class Posts implements PullConnector {
    /** For the flaw that hands out one instance to all. */
    private static final class Only {
        private final AtomicReference<Posts> posts = new AtomicReference<>();

        Posts get(PluginContext context) throws Exception {
            posts.compareAndSet(null, new Posts(context));
            return posts.get();
        }
    }

    private static final Only ONLY = new Only();

    private static final AtomicBoolean CLOSED = new AtomicBoolean();

    private final PluginContext context;
    private final List<Activity> leftOver = new ArrayList<>();
    private long remembered;

    static Posts of(PluginContext context) throws Exception {
        return Flaw.PULL_ONE_FOR_ALL.here() ? ONLY.get(context) : new Posts(context);
    }

    private Posts(PluginContext context) throws Exception {
        this.context = context;
        if (Flaw.PULL_CONNECTS_IN_FACTORY.here()) {
            context.http().send(request(0, 1));
        }
        if (Flaw.PULL_LEAVES_THREAD.here()) {
            LastingThread.start("poller");
        }
    }

    @Override
    public Page pull(Cursor after, int limit) throws Exception {
        if (Flaw.PULL_CLOSES_FOR_ALL.here() && CLOSED.get()) {
            return Page.of(List.of(), after).build();
        }
        long last = after.isStart() ? 0 : Long.parseLong(after.text());
        if (Flaw.PULL_REMEMBERS_INSTEAD_OF_CURSOR.here()) {
            last = remembered;
        }
        try {
            return page(last, limit, lines(last, limit));
        } catch (InterruptedException e) {
            if (Flaw.PULL_GOES_ON_WHEN_STOPPED.here()) {
                return page(last, limit, lines(last, limit));
            }
            throw e;
        } catch (IOException e) {
            if (Flaw.PULL_GIVES_UP_FOR_GOOD.here()) {
                throw new PermanentFailureException("the forum does not answer: look after it", e);
            }
            if (Flaw.PULL_SWALLOWS_FAILURE.here()) {
                return Page.of(List.of(), after).build();
            }
            if (Flaw.PULL_REJECTS_WHAT_FAILED.here()) {
                Reject reject = Reject.of("posts after " + last, "NOT_READ", "the forum did not answer");
                return Page.of(List.of(), Cursor.of(Long.toString(last + 1)))
                        .rejects(List.of(reject))
                        .more(true)
                        .build();
            }
            throw e;
        }
    }

    private Request request(long last, int limit) {
        String asked = Flaw.PULL_ASKS_WITH_TIME_OF_MACHINE.here() ? "&until=" + Instant.now() : "";
        URI uri = URI.create(
                context.settings().get(ForumPlugin.BASE) + "/posts?after=" + last + "&limit=" + limit + asked);
        return Request.get(uri)
                .header("authorization", "Bearer ", context.settings().get(ForumPlugin.TOKEN));
    }

    private List<String> lines(long last, int limit)
            throws RetryLaterException, PermanentFailureException, IOException, InterruptedException {
        int asked = Flaw.PULL_IGNORES_LIMIT.here() ? 1_000 : limit;
        Response response = context.http().send(request(last, asked));
        String token = context.settings().get(ForumPlugin.TOKEN).reveal();
        if (response.status() == 401 && !Flaw.PULL_RETRIES_REJECTED_CREDENTIAL.here()) {
            throw new PermanentFailureException("the forum refuses the token"
                    + (Flaw.PULL_SECRET_IN_MESSAGE.here() ? " " + token : "")
                    + (Flaw.PULL_REPEATS_ANSWER.here() ? ": " + response.text() : "") + ": set another one");
        }
        if (Flaw.PULL_SECRET_IN_LOG.here()) {
            context.logger().log(System.Logger.Level.INFO, "asked with {0}", token);
        }
        if (!response.isSuccess() && !Flaw.PULL_IGNORES_STATUS.here()) {
            throw new IOException("the forum answers with status " + response.status());
        }
        if (!response.isSuccess()) {
            return List.of("END");
        }
        List<String> lines = new ArrayList<>(response.text().lines().toList());
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("END")) {
            if (!Flaw.PULL_IGNORES_CUT_BODY.here()) {
                keep(lines);
                throw new IOException("the forum's answer has no end");
            }
            lines.add("END");
        }
        return lines;
    }

    /** For the flaw that keeps what a failed call had read. */
    private void keep(List<String> lines) {
        if (Flaw.PULL_KEEPS_WHAT_FAILED.here()) {
            lines.stream()
                    .filter(line -> line.split("\\|", -1).length == 3)
                    .forEach(line -> leftOver.add(activity(line)));
        }
    }

    private Page page(long last, int limit, List<String> lines) {
        List<Activity> activities = new ArrayList<>(leftOver);
        leftOver.clear();
        long next = last;
        for (String line : lines) {
            if (line.split("\\|", -1).length == 3) {
                activities.add(activity(line));
                next = Long.parseLong(line.substring(0, line.indexOf('|')));
            }
        }
        remembered = next;
        boolean more = activities.size() >= limit;
        return Page.of(activities, Cursor.of(Long.toString(Flaw.PULL_STANDS_STILL.here() ? last : next)))
                .more(more)
                .build();
    }

    private Activity activity(String line) {
        String[] parts = line.split("\\|", -1);
        String id = Flaw.PULL_IDS_BY_CHANCE.here() ? UUID.randomUUID().toString() : parts[0];
        if (Flaw.PULL_SAME_ID_OTHER_CONTENT.here()) {
            id = "1";
        }
        Instant at = Flaw.PULL_TIME_OF_MACHINE.here() ? Instant.now() : Instant.parse(parts[1]);
        return Activity.of("post.written", id)
                .at(at)
                .about(ObjectRef.of(parts[0], "post").by(Actor.of(parts[2])).build())
                .build();
    }

    @Override
    public void close() {
        if (Flaw.PULL_CLOSES_FOR_ALL.here()) {
            CLOSED.set(true);
        }
    }
}
