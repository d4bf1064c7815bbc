package dev.laurel.testkit;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.spi.activity.Activity;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.PluginReport;
import dev.laurel.view.PluginStatus;
import dev.laurel.view.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One community from nothing, in a temporary folder, in which the sample happened; it goes on running. For one thread. */
final class SampleRun implements AutoCloseable {
    static final String COMMUNITY = "sample";
    private static final int MOST_LINES = 1_000;
    private static final int LOOKS = 500;
    private static final int BETWEEN_LOOKS_MILLIS = 20;

    private final Path folder;
    private final Laurel laurel;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Map<String, Long>> balances = new LinkedHashMap<>();
    private final Set<String> troubles = new LinkedHashSet<>();
    private final String version;

    private SampleRun(Path folder, Laurel laurel) {
        this.folder = folder;
        this.laurel = laurel;
        // Before the sample happens: a version that comes meanwhile is another one.
        this.version = versionNow();
    }

    /** Starts Laurel, without the sample. */
    static SampleRun open(DevHost.Plan plan, boolean isWhole) {
        Path folder = made();
        try {
            return new SampleRun(folder, plan.start(folder, isWhole));
        } catch (RuntimeException | Error e) {
            remove(folder);
            throw e;
        }
    }

    /** Lets the sample happen, waits for the connectors, and looks at what everybody has. */
    void happen(DevHost.Plan plan) throws InterruptedException {
        Community community = laurel.community(COMMUNITY);
        if (!plan.sample().isEmpty()) {
            List<Activity> sample = plan.sample();
            List<Recorded> recorded = community.record(DevHost.SOURCE, sample).join();
            for (int i = 0; i < recorded.size(); i++) {
                Recorded one = recorded.get(i);
                if (!one.isKept()) {
                    troubles.add("the sample's activity " + sample.get(i).id() + " is refused: " + one.code() + ": "
                            + one.message());
                }
            }
        }
        await(community);
        for (DeadLetter dead : community.deadLetters().list(MOST_LINES).join()) {
            troubles.add("the connector " + dead.source() + " brought what cannot be taken in, at " + dead.position()
                    + ": " + dead.code() + ": " + dead.reason());
        }
        for (MemberKey key : plan.members()) {
            look(community, key);
        }
    }

    private static void await(Community community) throws InterruptedException {
        for (int i = 0; i < LOOKS && community.connectors().stream().anyMatch(SampleRun::isAtWork); i++) {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private static boolean isAtWork(ConnectorStatus status) {
        return status.state() == State.LOADING || (status.state() == State.RUNNING && !status.upToDate());
    }

    private void look(Community community, MemberKey key) {
        String name = key.source().equals(DevHost.SOURCE) ? key.id() : key.source() + ":" + key.id();
        Map<String, Long> has = new TreeMap<>(
                community.member(key).join().map(MemberSummary::balances).orElse(Map.of()));
        balances.put(name, has);
        lines.add(name + ": "
                + (has.isEmpty()
                        ? "nothing"
                        : has.entrySet().stream()
                                .map(one -> one.getValue() + " " + one.getKey())
                                .collect(Collectors.joining(", "))));
        List<EntryLine> entries =
                new ArrayList<>(community.entries(key, MOST_LINES).join());
        Collections.reverse(entries);
        for (EntryLine entry : entries) {
            lines.add("  " + entry.amount() + " " + entry.unit() + " by " + entry.rule() + ": "
                    + entry.words().in(Locale.ENGLISH));
        }
        List<DeclineLine> declines =
                new ArrayList<>(community.declines(key, MOST_LINES).join());
        Collections.reverse(declines);
        for (DeclineLine decline : declines) {
            lines.add("  declined " + decline.code() + " by " + decline.rule()
                    + decline.why().map(why -> ": " + why.in(Locale.ENGLISH)).orElse(""));
        }
    }

    /** {@return what everybody has and why, a line each} */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return balances by unit, by member} */
    Map<String, Map<String, Long>> balances() {
        return balances;
    }

    /** {@return how the instances are doing, a line each} */
    List<String> statuses() {
        List<String> told = new ArrayList<>();
        PluginReport report = laurel.plugins().report();
        Stream.concat(
                        report.plugins().stream().flatMap(plugin -> plugin.instances().stream()),
                        report.missing().stream())
                .forEach(status -> told.add(words(status)));
        return told;
    }

    private static String words(InstanceStatus status) {
        return status.kind() + " " + status.extension() + " is "
                + status.state().name().toLowerCase(Locale.ROOT) + " " + status.counts();
    }

    /** Has Laurel look at the classes now, whether or not somebody is writing to them. */
    void refresh() {
        laurel.plugins().refresh();
    }

    /** {@return the version of the plugins as they are now} */
    String versionNow() {
        return laurel.plugins().report().plugins().stream()
                .map(SampleRun::words)
                .collect(Collectors.joining(", "));
    }

    private static String words(PluginStatus plugin) {
        return plugin.id() + " " + plugin.version();
    }

    /** {@return the version of the plugins that it was started with} */
    String version() {
        return version;
    }

    /** {@return what is wrong now, a sentence each} */
    Set<String> problems() {
        PluginReport report = laurel.plugins().report();
        Set<String> problems = new LinkedHashSet<>(troubles);
        problems.addAll(report.problems());
        Stream.concat(
                        report.plugins().stream().flatMap(plugin -> plugin.instances().stream()),
                        report.missing().stream())
                .map(InstanceStatus::failure)
                .filter(failure -> !failure.isEmpty())
                .forEach(problems::add);
        report.lostThreads()
                .forEach(lost -> problems.add("the thread " + lost.thread() + " was left behind: " + lost.culprit()
                        + "; let every call come back, and end your own threads in close()"));
        return problems;
    }

    @Override
    public void close() {
        laurel.close();
        remove(folder);
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("laurel-dev-host");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the sample's community could be made", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder " + folder + " of the sample's community could not be removed", e);
        }
    }
}
