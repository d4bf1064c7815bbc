package dev.laurel.samplehost.portal;

import dev.laurel.samplehost.showcase.stage.Stage;
import dev.laurel.samplehost.web.Asking;
import dev.laurel.view.Recorded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the communities moving, faster or slower. Speeds are set from any thread; what happens, happens on a worker. */
final class Simulation {
    /** The speeds there are: standing still, as in life, and faster. */
    static final List<Integer> SPEEDS = List.of(0, 1, 5, 20);

    private static final System.Logger LOG = System.getLogger(Simulation.class.getName());
    private static final long LEAST_MILLIS = 20;
    private static final long RESTING_MILLIS = 250;
    private static final long CATCHING_UP_MILLIS = 1_000;

    private final Vertx vertx;
    private final Map<Stage, Future<Recorded>> underWay = new ConcurrentHashMap<>();
    private volatile int speed;
    private volatile boolean over;

    Simulation(Vertx vertx, int speed) {
        this.vertx = vertx;
        this.speed = speed;
    }

    int speed() {
        return speed;
    }

    /** {@return completes when what was happening at the old speed has ended: nothing moves after standing still began} */
    synchronized Future<?> speed(int chosen) {
        speed = chosen;
        return ended();
    }

    /** Lets things happen at a company from now on, and sends again what its community could not take. */
    void run(Stage stage) {
        vertx.setPeriodic(CATCHING_UP_MILLIS, again -> {
            if (!over && stage.isBehind()) {
                vertx.executeBlocking(stage::catchUp, false)
                        .compose(sent -> Asking.of(vertx, sent))
                        .onFailure(failure -> LOG.log(System.Logger.Level.WARNING, "could not catch up", failure));
            }
        });
        goOn(stage);
    }

    private void goOn(Stage stage) {
        vertx.setTimer(pause(stage.untilNext()), fired -> {
            Optional<Future<Recorded>> begun = begin(stage);
            if (begun.isEmpty()) {
                return;
            }
            begun.get().onComplete(done -> {
                if (done.failed() && !over) {
                    Throwable failure = done.cause();
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the next thing could not happen at "
                                    + stage.company().id() + " yet: "
                                    + failure.getMessage());
                }
                if (!over) {
                    goOn(stage);
                }
            });
        });
    }

    /** {@return what happens next, or nothing: then it is looked again later, unless all is over} */
    private synchronized Optional<Future<Recorded>> begin(Stage stage) {
        if (over) {
            return Optional.empty();
        }
        if (speed == 0) {
            goOn(stage);
            return Optional.empty();
        }
        Future<Recorded> next = vertx.executeBlocking(stage::goOn, false).compose(told -> Asking.of(vertx, told));
        underWay.put(stage, next);
        return Optional.of(next);
    }

    private long pause(Duration untilNext) {
        int now = speed;
        return now == 0 ? RESTING_MILLIS : Math.max(LEAST_MILLIS, untilNext.toMillis() / now);
    }

    /** {@return completes when what was happening has ended, well or not} */
    synchronized Future<?> stop() {
        over = true;
        return ended();
    }

    private Future<?> ended() {
        return Future.join(underWay.values().stream()
                .<Future<?>>map(Future::otherwiseEmpty)
                .toList());
    }
}
