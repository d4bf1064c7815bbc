package dev.laurel.testkit;

import dev.laurel.Community;
import dev.laurel.CommunityBuilder;
import dev.laurel.Laurel;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.activity.Activity;
import dev.laurel.view.DeclineLine;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A plugin on a real runtime: a community in a temporary folder, with a clock of the test's, that says what it did in lines
 * that can be compared. It needs {@code laurel-sdk-runtime} on the class path. For one thread.
 *
 * <p>Whatever goes wrong behind the scenes, such as a rule that throws or an activity that is refused, is an
 * {@link AssertionError} at once.
 *
 * <pre>{@code
 * try (CommunityUnderTest qa = CommunityUnderTest.of(new HelpfulPlugin()).rules("answers", Map.of("points", "5")).start()) {
 *     qa.record(History.from(noon).happens("vote.up", vote -> vote.by(Role.RATER, Actor.of("bob")).about(ofAda)));
 *     assertThat(qa.entries("ada")).containsExactly("5 points/reputation by helpful/answers/voted-up");
 * }
 * }</pre>
 */
public final class CommunityUnderTest implements AutoCloseable {
    /** The source of activities that a test records itself. */
    public static final String SOURCE = "history";

    private static final String NAME = "under-test";
    private static final int MOST_LINES = 10_000;

    private final Path folder;
    private final Laurel laurel;
    private final Community community;
    private final FakeClock clock;

    private CommunityUnderTest(Path folder, Laurel laurel, FakeClock clock) {
        this.folder = folder;
        this.laurel = laurel;
        this.community = laurel.community(NAME);
        this.clock = clock;
    }

    /**
     * Starts to say what the community uses.
     *
     * @param plugin the plugin
     * @return a builder
     */
    public static Builder of(Plugin plugin) {
        return new Builder(plugin);
    }

    /** Says what the community uses. Not safe for use by several threads. */
    public static final class Builder {
        private final Plugin plugin;
        private final List<Consumer<CommunityBuilder>> parts = new ArrayList<>();
        private FakeClock clock = FakeClock.create();

        private Builder(Plugin plugin) {
            this.plugin = Objects.requireNonNull(plugin, "plugin");
            zone(ZoneOffset.UTC);
        }

        /**
         * Uses a set of rules.
         *
         * @param extension the name of the extension, without the plugin's
         * @param settings what an operator would write
         * @return this
         */
        public Builder rules(String extension, Map<String, String> settings) {
            parts.add(community -> community.rules(plugin.id() + "/" + extension, settings));
            return this;
        }

        /**
         * Uses a pull connector, which starts with the community.
         *
         * @param extension the name of the extension, without the plugin's
         * @param source the source its activities carry
         * @param settings what an operator would write
         * @return this
         */
        public Builder connector(String extension, String source, Map<String, String> settings) {
            parts.add(community -> community.connector(plugin.id() + "/" + extension, source, settings));
            return this;
        }

        /**
         * The time zone of the community's days; UTC if not said.
         *
         * @param zone the zone
         * @return this
         */
        public Builder zone(ZoneId zone) {
            parts.add(community -> community.zone(zone));
            return this;
        }

        /**
         * The clock; one at {@link FakeClock#START} if not said.
         *
         * @param own the clock
         * @return this
         */
        public Builder clock(FakeClock own) {
            this.clock = Objects.requireNonNull(own, "own");
            return this;
        }

        /**
         * Starts the community.
         *
         * @return the community, to be closed
         * @throws AssertionError if the plugin or a part of it cannot be used; it says why
         */
        public CommunityUnderTest start() {
            Path folder = made();
            Laurel laurel;
            try {
                laurel = Laurel.builder()
                        .directory(folder)
                        .plugin(plugin)
                        .clock(clock)
                        .community(NAME, community -> parts.forEach(part -> part.accept(community)))
                        .start();
            } catch (LaurelException e) {
                remove(folder);
                throw new AssertionError("the community does not start: " + e.getMessage(), e);
            }
            CommunityUnderTest started = new CommunityUnderTest(folder, laurel, clock);
            if (!laurel.problems().isEmpty()) {
                started.close();
                throw new AssertionError("the plugin has problems:\n" + String.join("\n", laurel.problems()));
            }
            return started;
        }
    }

    /** {@return the clock; {@link #passes} moves it too} */
    public FakeClock clock() {
        return clock;
    }

    /** {@return the community itself, for whatever is not said in lines here} */
    public Community community() {
        return community;
    }

    /**
     * Records activities of the source {@link #SOURCE}, in the order given. If the clock is behind the latest of them, it is set to
     * its time first.
     *
     * @param activities the activities
     * @return what became of each
     * @throws AssertionError if one is refused, or a rule fails
     */
    public List<Recorded> record(List<Activity> activities) {
        Instant latest = activities.stream()
                .map(Activity::at)
                .max(Comparator.naturalOrder())
                .orElse(clock.instant());
        if (latest.isAfter(clock.instant())) {
            clock.set(latest);
        }
        List<Recorded> recorded = answer(community.record(SOURCE, activities));
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < recorded.size(); i++) {
            if (!recorded.get(i).isKept()) {
                refused.add("activity " + activities.get(i).id() + " is refused: "
                        + recorded.get(i).code() + ": " + recorded.get(i).message());
            }
        }
        if (!refused.isEmpty()) {
            throw new AssertionError(String.join("\n", refused));
        }
        checkRules();
        return recorded;
    }

    /**
     * Records a history.
     *
     * @param history what happened
     * @return what became of each activity
     * @throws AssertionError if one is refused, or a rule fails
     */
    public List<Recorded> record(History history) {
        return record(history.activities());
    }

    /**
     * Lets time pass, so that timers fire that are due by then.
     *
     * @param time how much
     * @throws AssertionError if a rule fails
     */
    public void passes(Duration time) {
        clock.advance(time);
        // Timers fire up to the time at which something is asked.
        answer(community.activityCount());
        checkRules();
    }

    /**
     * Waits until a connector has brought all that its source had.
     *
     * @param source the connector's source
     * @throws AssertionError if it fails for good, something of it is refused, or a rule fails
     */
    public void awaitUpToDate(String source) {
        answer(community.upToDate(source));
        List<String> dead = answer(community.deadLetters().list(MOST_LINES)).stream()
                .map(Object::toString)
                .toList();
        if (!dead.isEmpty()) {
            throw new AssertionError("the connector brought what cannot be taken in:\n" + String.join("\n", dead));
        }
        checkRules();
    }

    /**
     * What a member got.
     *
     * @param member the member's id in {@link #SOURCE}
     * @return lines such as {@code 5 points/reputation by helpful/answers/voted-up}, first recorded first; a correction says
     *     why: {@code -5 points/reputation by helpful/answers/voted-up WITHDRAWN}
     */
    public List<String> entries(String member) {
        return entries(SOURCE, member);
    }

    /**
     * What a member got.
     *
     * @param source the source that knows the member
     * @param member the member's id there
     * @return lines as those of {@link #entries(String)}
     */
    public List<String> entries(String source, String member) {
        List<String> lines = new ArrayList<>();
        for (EntryLine entry : answer(community.entries(MemberKey.of(source, member), MOST_LINES))) {
            lines.add(entry.amount() + " " + entry.unit() + " by " + entry.rule()
                    + (entry.correction() ? " " + entry.reason() : ""));
        }
        Collections.reverse(lines);
        return lines;
    }

    /**
     * What a member was refused.
     *
     * @param member the member's id in {@link #SOURCE}
     * @return lines such as {@code OWN_ANSWER by helpful/answers/voted-up}, first recorded first; if time alone can help, with
     *     {@code until} and the time
     */
    public List<String> declines(String member) {
        return declines(SOURCE, member);
    }

    /**
     * What a member was refused.
     *
     * @param source the source that knows the member
     * @param member the member's id there
     * @return lines as those of {@link #declines(String)}
     */
    public List<String> declines(String source, String member) {
        List<String> lines = new ArrayList<>();
        for (DeclineLine decline : answer(community.declines(MemberKey.of(source, member), MOST_LINES))) {
            lines.add(decline.code() + " by " + decline.rule()
                    + decline.from().map(from -> " until " + from).orElse(""));
        }
        Collections.reverse(lines);
        return lines;
    }

    /**
     * What a member has.
     *
     * @param member the member's id in {@link #SOURCE}
     * @return balances by unit, such as {@code points/reputation}; empty if nobody is known under this id
     */
    public Map<String, Long> balances(String member) {
        return answer(community.member(MemberKey.of(SOURCE, member)))
                .map(MemberSummary::balances)
                .orElse(Map.of());
    }

    private void checkRules() {
        List<String> failures = community.ruleFailures();
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new AssertionError("the community does not answer: " + e.getCause(), e);
        }
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("laurel-community");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the community could be made", e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " of the community could not be removed", e);
        }
    }

    /** Stops the community and removes its folder. */
    @Override
    public void close() {
        laurel.close();
        remove(folder);
    }
}
