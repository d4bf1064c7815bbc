package dev.laurel.http;

import dev.laurel.pipeline.Questions;
import dev.laurel.view.Change;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Watch;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What changes, told to one reader as server-sent events. Of a slow reader nothing is kept but that there is something to
 * tell: what it is, is read when there is room to tell it. All of it is on the request's own context.
 */
final class ChangeStream {
    private static final System.Logger LOG = System.getLogger(ChangeStream.class.getName());
    private static final int MOST_AT_ONCE = 100;
    private static final long BEAT_MILLIS = 15_000;
    private static final int MOST_STUCK_BEATS = 4;
    private static final long UNKNOWN = -1;

    private final Open community;
    private final HttpServerResponse response;
    private final Context context;
    private final Locale locale;
    private final Optional<MemberKey> me;
    private final Ask ask;
    private final Runnable ended;
    private long member = UNKNOWN;
    private String last;
    private boolean leaderboards = true;
    private boolean entries;
    private boolean asking;
    private boolean over;
    private int stuckBeats;
    private long beat = UNKNOWN;
    private @Nullable Watch watch;

    ChangeStream(Ask ask, Open community, Runnable ended) {
        this.ask = ask;
        this.community = community;
        this.response = ask.context().response();
        this.context = ask.context().vertx().getOrCreateContext();
        this.locale = ask.locale();
        this.me = ask.caller().member();
        this.last = ask.text("Last-Event-ID");
        this.ended = ended;
    }

    void start() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("X-Content-Type-Options", "nosniff");
        response.closeHandler(nothing -> end());
        response.exceptionHandler(failure -> end());
        response.drainHandler(nothing -> pump());
        response.write("retry: 1000\n\n");
        // Watched before anything is read, so that nothing falls in between.
        watch = community.partition().watch(change -> context.runOnContext(nothing -> changed(change)));
        beat = context.owner().setPeriodic(BEAT_MILLIS, each -> beat());
        response.endHandler(nothing -> end());
        if (me.isEmpty()) {
            pump();
        } else {
            begin(me.get());
        }
    }

    /** A member who comes for the first time is told what comes from now on; one who comes back, what they missed. */
    private void begin(MemberKey key) {
        asking = true;
        ask.await(community.questions().member(key))
                .onSuccess(known -> member = known.map(MemberSummary::member).orElse(UNKNOWN))
                .compose(known -> ask.await(community.questions().entries(key, 1)))
                .onComplete(
                        newest -> {
                            asking = false;
                            if (over) {
                                return;
                            }
                            String now = newest.isEmpty() ? "" : newest.get(0).id();
                            if (last.isEmpty()) {
                                last = now;
                            } else if (!Questions.isEntry(last) || last.compareTo(now) > 0) {
                                // No id of ours, or of what is no more, as after a restore: all may be different.
                                last = now;
                                event("reset", last, "{}");
                            } else {
                                entries = true;
                            }
                            pump();
                        },
                        this::failed);
    }

    private void changed(Change change) {
        leaderboards |= change.leaderboards();
        entries |= me.isPresent() && (member == UNKNOWN || change.concerns(member));
        pump();
    }

    /** Tells what there is to tell, as long as there is room. */
    private void pump() {
        if (over || asking || response.writeQueueFull()) {
            return;
        }
        stuckBeats = 0;
        if (entries && me.isPresent()) {
            entries = false;
            asking = true;
            CompletableFuture<List<EntryLine>> missed = last.isEmpty()
                    ? community.questions().entries(me.get(), MOST_AT_ONCE + 1)
                    : community.questions().entriesAfter(me.get(), last, MOST_AT_ONCE + 1);
            ask.await(missed).onComplete(this::tell, this::failed);
            return;
        }
        if (leaderboards) {
            leaderboards = false;
            event("leaderboards", "", "{}");
        }
    }

    private void tell(List<EntryLine> newestFirst) {
        asking = false;
        if (over) {
            return;
        }
        if (newestFirst.size() > MOST_AT_ONCE) {
            last = newestFirst.get(0).id();
            event("reset", last, "{}");
        } else {
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                last = newestFirst.get(i).id();
                event("entry", last, Json.entry(newestFirst.get(i), locale).encode());
            }
        }
        pump();
    }

    private void event(String name, String id, String data) {
        // An empty id has the reader forget the one it has.
        boolean says = !id.isEmpty() || name.equals("reset");
        response.write("event: " + name + "\n" + (says ? "id: " + id + "\n" : "") + "data: " + data + "\n\n");
    }

    /** Shows proxies and readers that somebody is there, and lets go of readers that are not. */
    private void beat() {
        if (over) {
            return;
        }
        if (response.writeQueueFull()) {
            if (++stuckBeats >= MOST_STUCK_BEATS) {
                ask.context().request().connection().close();
                end();
            }
            return;
        }
        response.write(":\n\n");
        me.ifPresent(key -> ask.await(community.questions().member(key))
                .onSuccess(known -> member = known.map(MemberSummary::member).orElse(UNKNOWN))
                .onFailure(this::failed));
    }

    /** The reader comes again, and is told then what it missed. */
    private void failed(Throwable failure) {
        asking = false;
        if (!over) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a stream of changes ended, for its community could not be asked",
                    failure);
            response.end();
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        context.owner().cancelTimer(beat);
        ended.run();
        Watch watching = watch;
        if (watching != null) {
            watching.close();
        }
    }
}
