package dev.laurel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import dev.laurel.view.ConnectorStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectorFailureTest extends ConnectorFixture {
    @Test
    void givenAConnectorThatFailsAFewTimes_whenItIsTriedAgain_thenItGoesOnAndTheFailureIsForgotten() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Scripted connector = new Scripted((after, limit) -> {
            switch (asked.incrementAndGet()) {
                case 1 -> throw new IOException("connection reset");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new AssertionError("odd");
                case 4 -> {
                    return null;
                }
                default -> {
                    return page(after, 2);
                }
            }
        });
        ConnectorInstance instance = deploy(connector, QUICK);
        untilUpToDate(instance);
        assertThat(sink.committed()).isEqualTo(numbers(0, 2));
        assertThat(connector.calls).containsExactly("start", "start", "start", "start", "start", "1", "2");
        assertThat(instance.status().failure()).isEmpty();
    }

    @Test
    void givenAFailure_whenItWaitsForItsNextTry_thenItIsSuspendedAndSaysWhatWhereAndWhenWithoutTheSecret() {
        Setting<dev.laurel.spi.config.Secret> token = Setting.secret("token", "the key");
        PluginCatalog catalog = RuleBooks.catalog(Extension.pullConnector(
                "orders",
                ConfigSpec.of(token),
                context -> new Scripted((after, limit) -> {
                    throw new IOException("401 for /orders?key="
                            + context.settings().get(token).reveal() + "\nat some host");
                })));
        ConnectorInstance instance =
                deploy(catalog, new Selection("shop/orders", "web-shop", Map.of("token", "hunter22")), PATIENT);
        until(instance, State.SUSPENDED);
        assertThat(instance.status().failure())
                .contains(
                        "shop/orders",
                        "web-shop",
                        "telco",
                        "version unknown",
                        "IOException: 401 for /orders?key=*** at")
                .contains("tried again at 2026-11-01T01:00:00Z")
                .doesNotContain("hunter22")
                .doesNotContain("\n");
    }

    @Test
    void givenAPermanentFailure_whenPulled_thenTheInstanceIsFailedWithItsMessageAndClosedAndThoseWhoWaitAreTold() {
        Scripted connector = new Scripted((after, limit) -> {
            throw new PermanentFailureException("the credential was revoked: make a new one");
        });
        ConnectorInstance instance = deploy(connector, QUICK);
        assertThatThrownBy(() -> untilUpToDate(instance))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the credential was revoked: make a new one");
        until(instance, State.FAILED);
        assertThat(instance.status().failure()).contains("the credential was revoked: make a new one");
        await().atMost(20, TimeUnit.SECONDS).until(() -> connector.calls.contains("close"));
        assertThat(connector.calls).containsExactly("start", "close");
        instance.close();
        assertThat(connector.calls).containsExactly("start", "close");
        assertThat(instance.status().failure()).contains("the credential was revoked");
    }

    @Test
    void givenAFactoryThatThrowsOrMakesNothing_whenDeployed_thenThatInstanceIsFailedAndItsNeighbourRuns()
            throws Exception {
        ConnectorInstance thrower = deploy(
                Extension.pullConnector("orders", ConfigSpec.none(), context -> {
                    throw new IOException("no such host");
                }),
                QUICK);
        ConnectorInstance nothing =
                deploy(Extension.pullConnector("orders", ConfigSpec.none(), context -> null), QUICK);
        ConnectorInstance incomplete = deploy(
                Extension.pullConnector(
                        "orders",
                        ConfigSpec.none(),
                        context -> new Scripted((after, limit) -> {
                            throw new NoClassDefFoundError("lib/Json");
                        })),
                QUICK);
        untilUpToDate(deploy(new Scripted((after, limit) -> page(after, 3)), QUICK));
        until(thrower, State.FAILED);
        until(nothing, State.FAILED);
        until(incomplete, State.FAILED);
        assertThat(thrower.status().failure()).contains("could not be started", "IOException: no such host");
        assertThat(nothing.status().failure()).contains("could not be started", "its factory made nothing");
        assertThat(incomplete.status().failure()).contains("NoClassDefFoundError: lib/Json", "missing library");
    }

    @Test
    void givenACursorThatDoesNotMove_whenThePageSaysThereIsMore_thenThePageIsKeptAndTheInstanceIsSuspended() {
        Scripted connector = new Scripted((after, limit) ->
                Page.of(List.of(activity(1)), after).more(true).build());
        ConnectorInstance instance = deploy(connector, PATIENT);
        until(instance, State.SUSPENDED);
        assertThat(instance.status().failure()).contains("its cursor does not move");
        assertThat(sink.committed()).containsExactly("1");
    }

    @Test
    void givenAPageLargerThanAskedFor_whenPulled_thenItIsAFailureAndRejectsAreCountedWithinTheirBound()
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Scripted connector = new Scripted((after, limit) -> asked.incrementAndGet() == 1
                ? Page.of(Collections.nCopies(1001, activity(1)), Cursor.of("1"))
                        .build()
                : Page.of(Collections.nCopies(1000, activity(1)), Cursor.of("1"))
                        .rejects(List.of(Reject.of("line 3", "ROW_MALFORMED", "no id")))
                        .build());
        ConnectorInstance instance = deploy(connector, QUICK);
        untilUpToDate(instance);
        assertThat(connector.calls).containsExactly("start", "start");
        assertThat(instance.status().accepted()).isEqualTo(1000);
        assertThat(instance.status().rejected()).isEqualTo(1);
    }

    // ---- connectors that do not come back

    @Test
    void givenAConnectorThatSleeps_whenItsDeadlineIsOver_thenItIsStuckThenStartedAfreshAndGoesOn() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Scripted> made = Collections.synchronizedList(new ArrayList<>());
        Extension<?> extension = Extension.pullConnector("orders", ConfigSpec.none(), context -> {
            boolean first = made.isEmpty();
            Scripted connector = new Scripted((after, limit) -> {
                if (first) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        goOn.await();
                    }
                }
                return page(after, 2);
            });
            made.add(connector);
            return connector;
        });
        Pace hasty = new Pace(
                NEVER, Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1), 7);
        ConnectorInstance instance = deploy(extension, hasty);
        until(instance, State.STUCK);
        assertThat(instance.status().failure()).contains("has not come back from a call for 2000 ms", "interrupted");
        assertThatThrownBy(() -> untilUpToDate(instance)).hasMessageContaining("has not come back");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        goOn.countDown();
        await().atMost(20, TimeUnit.SECONDS).until(() -> instance.status().upToDate());
        untilUpToDate(instance);
        assertThat(sink.committed()).isEqualTo(numbers(0, 2));
        assertThat(made).hasSize(2);
        assertThat(made.get(0).calls).containsExactly("start", "close");
        assertThat(made.get(1).calls).containsExactly("start", "1", "2");
        assertThat(instance.status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void givenAConnectorThatWaits_whenClosed_thenItIsInterruptedAndClosedOnItsThreadAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Scripted connector = new Scripted((after, limit) -> {
            inside.countDown();
            new CountDownLatch(1).await();
            return page(after, 1);
        });
        ConnectorInstance instance = deploy(connector, QUICK);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        instance.close();
        assertThat(instance.status().state()).isEqualTo(State.STOPPED);
        assertThat(instance.status().failure()).isEmpty();
        assertThat(connector.calls).containsExactly("start", "close");
        assertThatThrownBy(() -> untilUpToDate(instance)).hasMessageContaining("stopped before it was up to date");
        assertThat(sink.offered()).isEmpty();
    }

    @Test
    void givenAConnectorThatLeavesTheInterruptSet_whenClosed_thenItsCloseIsNotInterruptedToo() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean clean = new AtomicBoolean();
        ConnectorInstance instance = deploy(
                new PullConnector() {
                    @Override
                    public Page pull(Cursor after, int limit) {
                        inside.countDown();
                        while (!Thread.currentThread().isInterrupted()) {
                            Thread.onSpinWait();
                        }
                        return page(after, 1);
                    }

                    @Override
                    public void close() {
                        clean.set(!Thread.currentThread().isInterrupted());
                    }
                },
                QUICK);
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        instance.close();
        assertThat(clean).isTrue();
    }

    @Test
    void givenAConnectorThatIgnoresInterruption_whenClosed_thenClosingEndsWithinItsBoundAndSaysThatAThreadWasLost()
            throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean release = new AtomicBoolean();
        Scripted connector = new Scripted((after, limit) -> {
            inside.countDown();
            while (!release.get()) {
                Thread.onSpinWait();
            }
            return page(after, 1);
        });
        Pace bounded = new Pace(NEVER, NEVER, NEVER, NEVER, Duration.ofMillis(200), 7);
        ConnectorInstance instance = deploy(connector, bounded);
        try {
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            // Returns although the connector still spins.
            instance.close();
            assertThat(instance.status().state()).isEqualTo(State.STOPPED);
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(instance.status().failure()).contains("left behind with its thread"));
        } finally {
            release.set(true);
            untilNoThreadIsLeft();
        }
        assertThat(connector.calls).containsExactly("start", "close");
        assertThat(sink.offered()).isEmpty();
    }

    @Test
    void givenAConnectorThatSpins_whenTheHostClosesItsVertx_thenThatIsNotHeldUp() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean release = new AtomicBoolean();
        ConnectorInstance instance = deploy(
                new Scripted((after, limit) -> {
                    inside.countDown();
                    while (!release.get()) {
                        Thread.onSpinWait();
                    }
                    return page(after, 1);
                }),
                new Pace(NEVER, NEVER, NEVER, NEVER, Duration.ofMillis(200), 7));
        try {
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
            instance.close();
            assertThat(instance.status().state()).isEqualTo(State.STOPPED);
        } finally {
            release.set(true);
            untilNoThreadIsLeft();
        }
    }

    @Test
    void givenAClosedVertx_whenDeployed_thenNothingIsThrownAndTheStateSaysIt() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        ConnectorInstance instance = deploy(new Scripted((after, limit) -> page(after, 1)), QUICK);
        until(instance, State.FAILED);
        assertThat(instance.status().failure()).contains("could not be started", "Vert.x");
        instance.close();
        assertThat(instance.status().state()).isEqualTo(State.STOPPED);
    }
}
