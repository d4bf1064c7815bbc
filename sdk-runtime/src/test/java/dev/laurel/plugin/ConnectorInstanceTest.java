package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.laurel.lent.HttpBounds;
import dev.laurel.lent.HttpLender;
import dev.laurel.spi.Extension;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Setting;
import dev.laurel.thread.Alarms;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorInstanceTest extends ConnectorFixture {
    // ---- the ordinary way

    @Test
    void givenPages_whenPulled_thenTheyAreCommittedInOrderAndTheInstanceIsUpToDate() throws Exception {
        Scripted connector = new Scripted((after, limit) -> page(after, 4));
        ConnectorInstance instance = deploy(connector, QUICK);
        untilUpToDate(instance);
        assertThat(sink.committed()).isEqualTo(numbers(0, 4));
        assertThat(connector.calls).containsExactly("start", "1", "2", "3", "4");
        assertThat(instance.status())
                .isEqualTo(new ConnectorStatus("web-shop", "shop/orders", State.RUNNING, 5, 0, 0, 5, true, ""));
        instance.close();
        instance.close();
        assertThat(connector.calls).last().isEqualTo("close");
        assertThat(connector.calls.stream().filter("close"::equals)).hasSize(1);
        assertThat(instance.status().state()).isEqualTo(State.STOPPED);
        assertThat(instance.status().accepted()).isEqualTo(5);
    }

    @Test
    void givenACursorThatWasCommittedBefore_whenDeployed_thenItGoesOnThere() throws Exception {
        sink.startAt(Cursor.of("3"));
        Scripted connector = new Scripted((after, limit) -> page(after, 4));
        untilUpToDate(deploy(connector, QUICK));
        assertThat(connector.calls).containsExactly("3", "4");
    }

    @Test
    void givenConnectorAndSink_whenTheyAreCalled_thenItIsNeverOnAnEventLoopAndAtMostAThousandAreAskedFor()
            throws Exception {
        AtomicBoolean wrong = new AtomicBoolean();
        ConnectorInstance instance = deploy(
                Extension.pullConnector("orders", ConfigSpec.none(), context -> {
                    wrong.compareAndSet(false, Context.isOnEventLoopThread());
                    return new Scripted((after, limit) -> {
                        wrong.compareAndSet(false, Context.isOnEventLoopThread() || limit != 1000);
                        return page(after, 3);
                    });
                }),
                QUICK);
        untilUpToDate(instance);
        assertThat(wrong).isFalse();
        assertThat(sink.wasCalledOnAnEventLoop()).isFalse();
    }

    @Test
    void givenAnIsolatedConnector_whenItIsMadeAskedAndClosed_thenItsLoaderIsTheContext(@TempDir Path folder)
            throws Exception {
        PluginJar.builtForThisHost().service("a.Shop").source("a.Shop", """
                        import dev.laurel.spi.Extension;
                        import dev.laurel.spi.Plugin;
                        import dev.laurel.spi.PullConnector;
                        import dev.laurel.spi.activity.Cursor;
                        import dev.laurel.spi.activity.Page;
                        import dev.laurel.spi.config.ConfigSpec;
                        import java.util.List;

                        public final class Shop implements Plugin, PullConnector {
                            public String id() { return "shop"; }
                            public List<Extension<?>> extensions() {
                                return List.of(Extension.pullConnector("orders", ConfigSpec.none(), c -> { check(); return new Shop(); }));
                            }
                            public Page pull(Cursor after, int limit) {
                                check();
                                return Page.of(List.of(), after).build();
                            }
                            public void close() { check(); System.setProperty("laurel.test.closed", "well"); }
                            private static void check() {
                                if (Thread.currentThread().getContextClassLoader() != Shop.class.getClassLoader()) {
                                    throw new IllegalStateException("wrong context");
                                }
                            }
                        }
                        """).write(folder.resolve("shop.jar"));
        try (PluginDepot depot = RuleBooks.depot(folder)) {
            ConnectorInstance instance =
                    deploy(depot.catalog(), new Selection("shop/orders", "web-shop", Map.of()), QUICK);
            untilUpToDate(instance);
            instance.close();
            assertThat(System.clearProperty("laurel.test.closed")).isEqualTo("well");
        }
    }

    @Test
    void givenNothingNew_whenThePollIntervalIsOver_thenItAsksAgainAndARetryAfterOfTheSourceTakesItsPlace()
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Pace polling = new Pace(Duration.ofMillis(1), NEVER, NEVER, NEVER, Duration.ofSeconds(5), 7);
        deploy(
                new Scripted((after, limit) -> {
                    asked.incrementAndGet();
                    return Page.of(List.of(), after).build();
                }),
                polling);
        await().atMost(20, TimeUnit.SECONDS).until(() -> asked.get() >= 3);

        AtomicInteger heeded = new AtomicInteger();
        deploy(
                new Scripted((after, limit) -> {
                    heeded.incrementAndGet();
                    return Page.of(List.of(), after)
                            .retryAfter(Duration.ofMillis(1))
                            .build();
                }),
                QUICK);
        await().atMost(20, TimeUnit.SECONDS).until(() -> heeded.get() >= 3);

        AtomicInteger left = new AtomicInteger();
        ConnectorInstance patient = deploy(
                new Scripted((after, limit) -> {
                    left.incrementAndGet();
                    return Page.of(List.of(), Cursor.of("1"))
                            .more(true)
                            .retryAfter(NEVER)
                            .build();
                }),
                polling);
        await().atMost(20, TimeUnit.SECONDS).until(() -> patient.status().pages() == 1);
        assertThat(patient.status().upToDate()).isFalse();
        patient.close();
        assertThat(left).hasValue(1);
    }

    // ---- one page in flight

    @Test
    void givenLivePages_whenACommitIsPending_thenTheNextCursorIsNotHandedInBeforeItIsDurable() throws Exception {
        AtomicBoolean early = new AtomicBoolean();
        Scripted connector = new Scripted((after, limit) -> {
            early.compareAndSet(false, !after.equals(sink.cursor()));
            return page(after, 20);
        });
        sink.behave(page -> CompletableFuture.runAsync(() -> sink.commit(page), vertxWorker())
                .thenApply(done -> new PageSink.Committed(page.activities().size(), 0, 0)));
        untilUpToDate(deploy(connector, QUICK));
        assertThat(early).isFalse();
        assertThat(sink.committed()).isEqualTo(numbers(0, 20));
    }

    @Test
    void givenOldHistory_whenACommitIsPending_thenTheNextPageIsPulledMeanwhileButNotTheOneAfterIt() throws Exception {
        CompletableFuture<PageSink.Committed> slow = new CompletableFuture<>();
        Scripted connector = new Scripted((after, limit) -> backfill(page(after, 5)));
        sink.behave(page -> sink.offered().size() == 1 ? slow : sink.commit(page));
        ConnectorInstance instance = deploy(connector, QUICK);
        await().atMost(20, TimeUnit.SECONDS).until(() -> connector.calls.size() == 2);
        assertThat(sink.offered()).containsExactly("0");
        assertThat(connector.calls).containsExactly("start", "1");
        slow.complete(new PageSink.Committed(1, 0, 0));
        untilUpToDate(instance);
        assertThat(sink.offered()).isEqualTo(numbers(0, 5));
        assertThat(connector.calls).isEqualTo(List.of("start", "1", "2", "3", "4", "5"));
        assertThat(instance.status().accepted()).isEqualTo(6);
    }

    @Test
    void givenCommitsThatFailNowAndThen_whenPulled_thenThePageIsAskedForAgainAndNothingIsSkippedOrOutOfOrder()
            throws Exception {
        for (boolean backfill : new boolean[] {false, true}) {
            RecordingSink before = sink;
            int from = before.committed().size();
            sink.startAt(Cursor.start());
            AtomicInteger offers = new AtomicInteger();
            sink.behave(page -> switch (offers.getAndIncrement() % 4) {
                case 1 -> CompletableFuture.failedFuture(new IOException("disk full"));
                case 3 -> throw new IllegalStateException("closed for a moment");
                default -> sink.commit(page);
            });
            ConnectorInstance instance =
                    deploy(new Scripted((after, limit) -> backfill ? backfill(page(after, 9)) : page(after, 9)), QUICK);
            untilUpToDate(instance);
            assertThat(sink.committed().subList(from, from + 10)).isEqualTo(numbers(0, 9));
            assertThat(instance.status().accepted()).isEqualTo(10);
            assertThat(instance.status().failure()).isEmpty();
            instance.close();
        }
    }

    private static Page backfill(Page page) {
        return Page.of(page.activities(), page.next())
                .more(page.more())
                .backfill(true)
                .build();
    }

    private java.util.concurrent.Executor vertxWorker() {
        return task -> vertx.executeBlocking(
                () -> {
                    task.run();
                    return "done";
                },
                false);
    }

    @Test
    void givenTheUsualPace_whenDeployedAndClosedByTheHost_thenPagesComeAndClosingDoesNotWaitForTheNextPoll()
            throws Exception {
        Scripted connector = new Scripted((after, limit) -> page(after, 2));
        PluginCatalog catalog =
                RuleBooks.catalog(Extension.pullConnector("orders", ConfigSpec.none(), context -> connector));
        Selection selection = new Selection("shop/orders", "web-shop", Map.of());
        try (HttpLender lender = new HttpLender(vertx, HttpBounds.usual(), RuleBooks.CLOCK, 1);
                ConnectorInstance instance = ConnectorInstance.deploy(
                        vertx,
                        catalog,
                        selection,
                        new ConnectorInstance.Home(
                                "telco",
                                sink,
                                RuleBooks.CLOCK,
                                new LostThreads(RuleBooks.CLOCK),
                                () -> lender,
                                new Alarms()))) {
            untilUpToDate(instance);
        }
        assertThat(sink.committed()).isEqualTo(numbers(0, 2));
        assertThat(connector.calls).containsExactly("start", "1", "2", "close");
    }

    @Test
    void givenASelectionThatCannotBe_whenDeployed_thenTheHostIsToldAtOnce() {
        PluginCatalog catalog = RuleBooks.catalog(
                Extension.pullConnector("orders", ConfigSpec.of(Setting.text("url", "where")), context -> null),
                Extension.scorer("mood", ConfigSpec.none(), context -> null),
                RuleBooks.set("thanks"));
        assertThatThrownBy(() -> deploy(catalog, new Selection("shop/orders", "s", Map.of("ulr", "x")), QUICK))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems()).hasSize(2));
        assertThatThrownBy(() -> deploy(catalog, new Selection("shop/mood", "s", Map.of()), QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shop/mood is a scorer, a kind that this version of Laurel does not host");
        assertThatThrownBy(() -> deploy(catalog, new Selection("shop/thanks", "s", Map.of()), QUICK))
                .hasMessageContaining("is a set of reward rules and not a connector");
        assertThatThrownBy(() -> deploy(catalog, new Selection("shop/order", "s", Map.of()), QUICK))
                .hasMessageContaining("nearest is shop/orders");
    }

    // ---- many times

    @Test
    void givenAHundredInstancesOneAfterTheOther_whenEachIsClosed_thenNoThreadIsLeft() throws Exception {
        for (int i = 0; i < 100; i++) {
            int state = i % 3;
            ConnectorInstance instance = deploy(
                    new Scripted((after, limit) -> {
                        if (state == 2) {
                            throw new IOException("again");
                        }
                        return page(after, state);
                    }),
                    QUICK);
            if (state == 0) {
                untilUpToDate(instance);
            }
            instance.close();
            assertThat(instance.status().state()).isEqualTo(State.STOPPED);
        }
        untilNoThreadIsLeft();
        assertThat(vertx.deploymentIDs()).isEmpty();
    }
}
