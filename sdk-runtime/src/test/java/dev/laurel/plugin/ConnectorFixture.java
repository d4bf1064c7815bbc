package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.ConnectorStatus.State;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What tests of connectors need: a Vert.x as a host would give it, a sink, connectors from lambdas. */
@Timeout(60)
abstract class ConnectorFixture {
    /** Failures are what these tests are about; the log need not repeat them. Held, because loggers are weakly held. */
    private static final Logger LOG = Logger.getLogger(ConnectorInstance.class.getName());

    static final Duration NEVER = Duration.ofHours(1);
    /** Polls never again by itself, tries again at once, and has no deadline. */
    static final Pace QUICK =
            new Pace(NEVER, NEVER, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1), 7);

    /** Does not try again by itself. */
    static final Pace PATIENT = new Pace(NEVER, NEVER, NEVER, NEVER, Duration.ofMinutes(1), 7);

    final RecordingSink sink = new RecordingSink();
    final List<ConnectorInstance> deployed = new ArrayList<>();
    Vertx vertx;

    @BeforeEach
    void aHostsVertx() {
        LOG.setLevel(Level.OFF);
        vertx = Vertx.vertx();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        deployed.forEach(ConnectorInstance::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** What a test says a connector does. */
    interface Script {
        Page pull(Cursor after, int limit) throws Exception;
    }

    static final class Scripted implements PullConnector {
        private final Script script;
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        Scripted(Script script) {
            this.script = script;
        }

        @Override
        public Page pull(Cursor after, int limit) throws Exception {
            calls.add(after.isStart() ? "start" : after.text());
            return script.pull(after, limit);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    /** A source of pages: page n has the activity n, its cursor is n + 1, and more follow until the last. */
    static Page page(Cursor after, int last) {
        int n = after.isStart() ? 0 : Integer.parseInt(after.text());
        return n > last
                ? Page.of(List.of(), after).build()
                : Page.of(List.of(activity(n)), Cursor.of(String.valueOf(n + 1)))
                        .more(n < last)
                        .build();
    }

    static Activity activity(int n) {
        return Activity.of("visited", String.valueOf(n)).at(Instant.EPOCH).build();
    }

    final ConnectorInstance deploy(PullConnector connector, Pace pace) {
        return deploy(Extension.pullConnector("orders", ConfigSpec.none(), context -> connector), pace);
    }

    final ConnectorInstance deploy(Extension<?> extension, Pace pace) {
        return deploy(RuleBooks.catalog(extension), new Selection("shop/orders", "web-shop", Map.of()), pace);
    }

    final ConnectorInstance deploy(PluginCatalog catalog, Selection selection, Pace pace) {
        ConnectorInstance instance = ConnectorInstance.deploy(
                ConnectorInstance.Tenant.of(catalog, "telco", selection, RuleBooks.CLOCK),
                new ConnectorInstance.Surroundings(
                        vertx, sink, RuleBooks.CLOCK, pace, new LostThreads(RuleBooks.CLOCK)));
        deployed.add(instance);
        return instance;
    }

    static void untilUpToDate(ConnectorInstance instance) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        instance.upToDate().whenComplete((nothing, failure) -> {
            if (failure == null) {
                reached.complete(null);
            } else {
                reached.completeExceptionally(failure);
            }
        });
        reached.get(20, TimeUnit.SECONDS);
    }

    static void until(ConnectorInstance instance, State state) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> instance.status().state() == state);
    }

    static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    /** Also waits for threads that were left behind: what they throw in the end must not spoil the next test. */
    static void untilNoThreadIsLeft() {
        await().dontCatchUncaughtExceptions()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.contains("laurel-telco")));
    }
}
