package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PullConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.activity.Reject;
import dev.laurel.testkit.http.Asked;
import dev.laurel.testkit.http.FakeHttp;
import dev.laurel.testkit.http.Fault;
import dev.laurel.testkit.http.Faulty;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PullConnector} keeps. Of the SPI it checks: a page has {@code limit} activities at the most; a page that says
 * {@code more} moves the cursor; after a crash a page is asked for again and its ids tell what is known; any failure is tried
 * again, and nothing is lost or doubled by it; a {@link PermanentFailureException} is for what asking again cannot help, such as
 * a rejected credential; interrupts are let through; {@code close()} is called once and lets go of everything; the time is that
 * of {@link dev.laurel.spi.PluginContext#clock()}; and no secret is in a message.
 *
 * <p>The subclass names the extension and scripts a provider that holds at least three activities, in the past.
 */
public abstract class PullConnectorContract extends ExtensionUnderTest<PullConnector> {
    private static final int MOST_REQUESTS = 200;

    /** The contract. */
    protected PullConnectorContract() {
        super(Extension.Kind.PULL_CONNECTOR);
    }

    /** {@return the limits to try, small and large; say others if the scripted provider cannot cut its list so} */
    protected List<Integer> limits() {
        return List.of(1, 3, 1_000);
    }

    /** {@return the faults that each request meets once; leave out those that the format of the source cannot show} */
    protected List<Fault> faults() {
        return Arrays.stream(Fault.values()).filter(Fault::isPassing).toList();
    }

    /**
     * What is to fail where the contract wants a failure: the HTTP client if not said. Say something else if the connector does
     * not ask by HTTP. Called after {@link #script} and {@link #settings}, once for each instance.
     *
     * @param http the client that is lent
     * @return what can be told to fail
     */
    protected Faulty source(FakeHttp http) {
        return http;
    }

    /** {@return how long to wait for threads to end after {@code close()}} */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    final PullConnector cast(Object made) {
        return made instanceof PullConnector connector
                ? connector
                : fail("the factory of %s made a %s: return a PullConnector", extension(), made.getClass());
    }

    @Override
    final void close(PullConnector instance) throws Exception {
        instance.close();
    }

    private PullReading read(Stage stage, int limit) throws Exception {
        return read(stage, Cursor.start(), limit);
    }

    private PullReading read(Stage stage, Cursor from, int limit) throws Exception {
        PullReading reading = new PullReading(limit, PullReading.passing("without any fault, what is thrown"));
        reading.readAll(stage, () -> open(stage), from, false);
        return reading;
    }

    private int middle() {
        return limits().get(limits().size() / 2);
    }

    @Test
    void givenAnyLimit_whenAllIsRead_thenPagesKeepItAndTheCursorMoves() throws Exception {
        for (int limit : limits()) {
            Stage stage = stage();
            PullReading reading = new PullReading(limit, PullReading.passing("without any fault, what is thrown"));
            reading.strictly().readAll(stage, () -> open(stage), Cursor.start(), false);
            assertThat(reading.activities())
                    .as(
                            "activities with the limit %s: script a provider with at least three, or the contract sees nothing",
                            limit)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void givenTwoLimits_whenAllIsRead_thenItIsTheSame() throws Exception {
        PullReading most = read(stage(), limits().get(limits().size() - 1));
        for (int limit : limits()) {
            read(stage(), limit).assertSameAs(most, "reading with the limit " + limit);
        }
    }

    @Test
    void givenTheSource_whenAllIsReadTwice_thenNothingIsThereTwiceOrOtherwise() throws Exception {
        PullReading one = read(stage(), middle());
        PullReading other = read(stage(), middle());

        assertThat(one.contradictions())
                .as(
                        "ids of activities that come twice, with different content: give each an id of its own, or the same id"
                                + " with a higher revision")
                .isEmpty();
        assertThat(other.activities())
                .as(
                        "what a second connector brings from the same source: take ids and times from the source, never from"
                                + " chance, a counter or the clock")
                .isEqualTo(one.activities());
    }

    @Test
    void givenACursor_whenAskedAgainAfterACrash_thenThePageIsTheSame() throws Exception {
        for (PullReading.Read read : read(stage(), middle()).pages()) {
            Stage stage = stage();
            try (PullConnector connector = open(stage)) {
                Page again = connector.pull(Cursor.of(read.after().bytes()), middle());
                assertThat(again.activities())
                        .as("a page that is asked for again, by another instance: keep in the cursor all that the next"
                                + " page depends on")
                        .isEqualTo(read.page().activities());
                assertThat(again.rejects())
                        .as("the rejects of a page that is asked for again")
                        .isEqualTo(read.page().rejects());
            }
        }
    }

    @Test
    void givenAnyRequest_whenItFailsOnce_thenNothingIsLostOrDoubled() throws Exception {
        faultsAtAllRequests(false);
    }

    @Test
    void givenAnyRequest_whenItFailsAndAnotherInstanceGoesOn_thenNothingIsLostOrDoubled() throws Exception {
        faultsAtAllRequests(true);
    }

    private void faultsAtAllRequests(boolean anew) throws Exception {
        Stage undisturbed = stage();
        Faulty counted = source(undisturbed.http());
        PullReading clean = read(undisturbed, middle());
        int requests = Math.min(counted.asked(), MOST_REQUESTS);
        assumeAsks(requests);
        for (Fault fault : faults()) {
            for (int nth = 1; nth <= requests; nth++) {
                Stage stage = stage();
                source(stage.http()).fail(nth, fault);
                String where = fault + " at request " + nth;
                PullReading reading = new PullReading(middle(), PullReading.passing(where));
                reading.readAll(stage, () -> open(stage), Cursor.start(), anew);
                reading.assertSameAs(clean, where);
            }
        }
    }

    private static void assumeAsks(int requests) {
        assumeTrue(
                requests > 0,
                "the connector asked nothing of the HTTP client it was lent: say with source(...) what is to fail instead");
    }

    @Test
    void givenARejectedCredential_whenPulled_thenItIsAFailureForGood() throws Exception {
        assumeTrue(!secrets().isEmpty(), "there is no secret setting, so no credential that could be rejected");
        Stage undisturbed = stage();
        Faulty counted = source(undisturbed.http());
        read(undisturbed, middle());
        assumeAsks(counted.asked());
        Stage stage = stage();
        source(stage.http()).failAlways(Fault.UNAUTHORIZED);
        try (PullConnector connector = open(stage)) {
            connector.pull(Cursor.start(), middle());
            fail(
                    "with status 401 to every request, a page was returned: throw PermanentFailureException, so that an operator"
                            + " hears of it");
        } catch (PermanentFailureException expected) {
            assertThat(expected.getMessage())
                    .as("the message: what failed, why, and what to do")
                    .isNotBlank();
        } catch (Exception e) {
            fail(
                    "with status 401 to every request, %s was thrown: throw PermanentFailureException, for asking again cannot"
                            + " help",
                    e.toString());
        }
    }

    @Test
    void givenACallThatIsStopped_whenPulling_thenItEndsWithoutAskingMore() throws Exception {
        Stage undisturbed = stage();
        PullReading clean = read(undisturbed, middle());
        for (int nth = 1; nth <= Math.min(undisturbed.http().asked(), MOST_REQUESTS); nth++) {
            Stage stage = stage();
            stage.http().fail(nth, Fault.INTERRUPTED);
            // What the runtime does next is on another day.
            PullReading reading = new PullReading(middle(), e -> Thread.interrupted());
            reading.readAll(stage, () -> new Stoppable(open(stage), stage.http()), Cursor.start(), false);
            reading.assertSameAs(clean, "an interrupt at request " + nth);
        }
    }

    @Test
    void givenAnInterruptedThread_whenPulling_thenTheCallEndsAndTheNextOneGoesOn() throws Exception {
        PullReading clean = read(stage(), middle());
        Stage stage = stage();
        PullReading reading = new PullReading(middle(), e -> Thread.interrupted());
        PullReading.Opening opening = () -> {
            PullConnector connector = new Stoppable(open(stage), stage.http());
            Thread.currentThread().interrupt();
            return connector;
        };
        try {
            reading.readAll(stage, opening, Cursor.start(), false);
        } finally {
            Thread.interrupted();
        }
        reading.assertSameAs(clean, "an interrupt before the first request");
    }

    /** A connector that asks for nothing more within a call that was told to stop. */
    private record Stoppable(PullConnector connector, FakeHttp http) implements PullConnector {
        @Override
        public Page pull(Cursor after, int limit) throws Exception {
            try {
                return connector.pull(after, limit);
            } finally {
                assertThat(http.askedSinceInterrupted())
                        .as("requests after the call was told to stop: let InterruptedException through")
                        .isZero();
                http.goOn();
            }
        }

        @Override
        public void close() throws IOException {
            connector.close();
        }
    }

    @Test
    void givenAClosedConnector_whenLookedFor_thenNoThreadIsLeftAndAnotherOneWorks() throws Exception {
        LeftThreads.assertNone(() -> read(stage(), middle()), patience());
        assertThat(read(stage(), middle()).activities())
                .as("what a connector brings after another one was closed: keep nothing in static fields")
                .isNotEmpty();
    }

    @Test
    void givenTheFactory_whenTheSourceIsDown_thenItMakesAConnectorAndAsksNothing() throws Exception {
        Stage stage = stage();
        source(stage.http()).failAlways(Fault.RESET);
        try {
            open(stage).close();
        } catch (Exception e) {
            fail(
                    "the factory needs the source: %s. Whatever it throws, the instance FAILED and waits for a person; connect in"
                            + " pull",
                    e.toString());
        }
        assertThat(stage.http().requests())
                .as("requests of the factory: ask in pull, where a failure is tried again")
                .isEmpty();
    }

    @Test
    void givenSecrets_whenAnythingFails_thenTheyAreInNoMessageAndNoLog() throws Exception {
        Secrets secrets = secrets();
        assumeTrue(!secrets.isEmpty(), "there is no secret setting");
        for (Fault fault : Fault.values()) {
            Stage stage = stage();
            source(stage.http()).failAlways(fault);
            try (PullConnector connector = open(stage)) {
                lookThrough(secrets, connector.pull(Cursor.start(), middle()));
                secrets.assertNotIn("toString()", connector.toString());
            } catch (Exception e) {
                secrets.assertNotIn(e);
            } finally {
                Thread.interrupted();
            }
            secrets.assertNotIn("the log", stage.logger().everything());
        }
        Stage stage = stage();
        for (PullReading.Read read : read(stage, middle()).pages()) {
            lookThrough(secrets, read.page());
        }
        secrets.assertNotIn("the log", stage.logger().everything());
    }

    private static void lookThrough(Secrets secrets, Page page) {
        secrets.assertNotIn("a cursor", page.next().text());
        for (Reject reject : page.rejects()) {
            secrets.assertNotIn("a reject", reject.toString());
        }
        for (Activity activity : page.activities()) {
            secrets.assertNotIn("an activity", activity.id() + activity.attributes() + activity.text());
        }
    }

    @Test
    void givenTheClock_whenAllIsRead_thenTheTimeOfTheMachineIsNowhere() throws Exception {
        RealTime machine = new RealTime();
        Stage stage = stage();
        PullReading reading = read(stage, middle());
        for (Activity activity : reading.activities()) {
            machine.assertNot("the time of the activity " + activity.id(), activity.at());
        }
        for (Asked asked : stage.http().requests()) {
            machine.assertNotIn(asked);
        }
    }
}
