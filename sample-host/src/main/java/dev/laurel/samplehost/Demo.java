package dev.laurel.samplehost;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.LaurelBuilder;
import dev.laurel.WhenBusy;
import dev.laurel.samplehost.proof.Comparison;
import dev.laurel.samplehost.proof.DaySums;
import dev.laurel.samplehost.proof.SiteTotals;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.site.Exhibit;
import dev.laurel.samplehost.site.Site;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Standing;
import dev.laurel.view.VerifyReport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The demo while it runs: Laurel embedded, fed by a connector, and shown. One thread starts it and works with it; any
 * thread may close it, also in the middle of that work.
 */
final class Demo implements Exhibit, AutoCloseable {
    private static final String SOURCE = "stackexchange";
    private static final String POINTS = "points/reputation";
    private static final long CLOSE_WITHIN_SECONDS = 2;
    /** More than any member of such a site has. */
    private static final int MOST_LINES = 1_000_000;

    private final Console console;
    private final DataFolder data;
    private final SiteTotals totals;
    private final boolean resumed;
    private final Vertx vertx;
    private final Community community;
    private final Opened opened;
    private final Waiting waiting = new Waiting();
    private final Standstill standstill;
    private final Instant started;
    private boolean serving;
    private final @Nullable Tour tour;
    private volatile @Nullable Comparison comparison;

    private Demo(Console console, DataFolder data, StoreFolder store, Opened opened, boolean tour)
            throws RefusedException {
        this.console = console;
        this.data = data;
        this.opened = opened;
        this.resumed = store.isResumed();
        this.totals = totals(data);
        this.standstill = new Standstill(console.clock(), store.path());
        // Before anything is put aside, and as coarse as the times of what is.
        this.started = console.clock().instant().truncatedTo(ChronoUnit.MICROS);
        this.vertx = vertx(opened);
        Laurel laurel = opened.add(laurel(vertx, data, store, tour, console.clock()));
        this.tour = tour ? new Tour(vertx, laurel, store.path(), console) : null;
        laurel.problems().forEach(problem -> console.say("import.problem", problem));
        this.community = laurel.community(communityName(data));
        opened.add(Shutdown.closing(this::close, console, "stop.done"));
    }

    /**
     * Starts Laurel on a store; the import begins.
     *
     * @param console where it says how it goes
     * @param data what it imports
     * @param store where it keeps it; closed with the demo, also if the start fails
     * @return the running demo
     * @throws RefusedException if something is in the way that the user can remedy
     */
    static Demo start(Console console, DataFolder data, StoreFolder store) throws RefusedException {
        return start(console, data, store, false);
    }

    /**
     * Starts Laurel on a store; the import begins.
     *
     * @param console where it says how it goes
     * @param data what it imports
     * @param store where it keeps it; closed with the demo, also if the start fails
     * @param tour whether the two invented companies are there too
     * @return the running demo
     * @throws RefusedException if something is in the way that the user can remedy
     */
    static Demo start(Console console, DataFolder data, StoreFolder store, boolean tour) throws RefusedException {
        Opened opened = new Opened();
        opened.add(store);
        try {
            return new Demo(console, data, store, opened, tour);
        } catch (RefusedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static SiteTotals totals(DataFolder data) throws RefusedException {
        try {
            return SiteTotals.read(data.path());
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.data.unreadable", data.path(), String.valueOf(e.getMessage()));
        }
    }

    private static Vertx vertx(Opened opened) {
        // Nothing is served from files, so nothing has to be unpacked to a temporary folder.
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        opened.add(() -> close(vertx));
        return vertx;
    }

    /** Called by the thread that closes the demo, which is none of Vert.x's own. */
    private static void close(Vertx vertx) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static Laurel laurel(Vertx vertx, DataFolder data, StoreFolder store, boolean tour, InstantSource clock)
            throws RefusedException {
        try {
            LaurelBuilder builder = Laurel.builder()
                    .directory(store.path())
                    .clock(clock)
                    .classPath(Demo.class.getClassLoader())
                    .vertx(vertx)
                    .whenBusy(WhenBusy.FAIL)
                    .community(
                            communityName(data),
                            community -> community
                                    .rules("stackexchange/reputation-2018")
                                    .rules("stackexchange/badges-2018")
                                    .connector(
                                            "stackexchange/dump",
                                            SOURCE,
                                            Map.of("directory", data.path().toString())));
            return (tour ? Showcase.declare(builder) : builder).start();
        } catch (LaurelException e) {
            throw RefusedException.because(e, "refuse.laurel", String.valueOf(e.getMessage()));
        }
    }

    private static String communityName(DataFolder data) {
        return data.bundled() ? "quantum" : "imported";
    }

    /**
     * Opens the pages; they answer from now on, while the import goes on too.
     *
     * @param port where; 0 for any port that is free
     * @return their address
     * @throws RefusedException if somebody else listens there
     */
    URI serve(int port) throws RefusedException, InterruptedException {
        try {
            Tour guided = tour;
            Site site = opened.add(
                    Site.open(vertx, this, console.texts().locale(), port, guided == null ? null : guided.portals()));
            serving = true;
            if (guided != null) {
                opened.add(guided);
                guided.begin();
            }
            return site.address();
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.port", String.valueOf(port));
        }
    }

    /** {@return what whoever runs this shows the HTTP API, if there is a tour} */
    Optional<String> operatorToken() {
        return Optional.ofNullable(tour).map(guided -> guided.portals().operatorToken());
    }

    /** {@return what is in the way of the tour, if anything is} */
    Optional<String> tourProblem() {
        return Optional.ofNullable(tour)
                .map(guided -> guided.portals().problem())
                .filter(why -> !why.isEmpty());
    }

    /**
     * Waits until everything is imported, and says how it goes. If it stands still, that is said, and unless there are
     * pages to look at meanwhile it is the end.
     *
     * @throws RefusedException if the import cannot go on
     * @throws StoppedException if the demo is closed meanwhile
     */
    void importEverything() throws RefusedException, StoppedException, InterruptedException {
        new Import(console, community, this::progress, waiting, standstill)
                .finish(community.upToDate(SOURCE), expected(), resumed, serving);
        new PutAside(console, community, waiting).print(started);
    }

    private long expected() throws RefusedException {
        try {
            return data.rows();
        } catch (IOException e) {
            throw RefusedException.because(e, "refuse.data.unreadable", data.path(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Compares with the site's own figures, and prints the result. From now on the pages show it too.
     *
     * @return the comparison
     * @throws StoppedException if the demo is closed meanwhile
     */
    Comparison report() throws StoppedException, InterruptedException {
        List<Standing> standings = waiting.until(community.standings(POINTS));
        Comparison compared = Comparison.of(totals, standings, daysOfPosters());
        comparison = compared;
        new Report(console.out(), console.texts(), data.bundled()).print(standings, totals, compared);
        VerifyReport verified = waiting.until(community.verify());
        if (verified.isClean()) {
            console.say("report.verified", verified.entries());
        } else {
            console.say("report.unverified", String.join(" ", verified.problems()));
        }
        return compared;
    }

    private Map<String, SortedMap<LocalDate, Long>> daysOfPosters() throws StoppedException, InterruptedException {
        Map<String, SortedMap<LocalDate, Long>> days = new HashMap<>();
        for (String id : totals.posters()) {
            List<EntryLine> lines = waiting.until(community.entries(MemberKey.of(SOURCE, id), MOST_LINES));
            days.put(
                    id,
                    DaySums.of(lines.stream()
                            .filter(line -> line.unit().equals(POINTS))
                            .toList()));
        }
        return days;
    }

    /** Waits until the demo is closed. */
    void untilClosed() throws InterruptedException {
        waiting.untilEnd();
    }

    /** {@return whether the demo is being closed, or is closed} */
    boolean isClosing() {
        return waiting.isEnded();
    }

    /** Ends the work that is going on, and closes everything. What was committed is kept; the next start goes on. */
    @Override
    public void close() {
        waiting.end();
        opened.close();
    }

    @Override
    public Community community() {
        return community;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public boolean isBundled() {
        return data.bundled();
    }

    @Override
    public OptionalLong siteTotal(String id) {
        return totals.total(id);
    }

    @Override
    public Optional<Comparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    @Override
    public ConnectorStatus progress() {
        return community.connectors().stream()
                .filter(each -> each.source().equals(SOURCE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the community has lost its connector " + SOURCE));
    }
}
