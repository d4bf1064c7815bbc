package dev.laurel.testkit;

import dev.laurel.CommunityBuilder;
import dev.laurel.Laurel;
import dev.laurel.LaurelBuilder;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A host for a plugin that is being written. It loads the plugin from its folder of classes as a host loads a jar, lets a
 * sample happen in a community, and prints who got what, what was declined, and how the instances are doing. Then it follows
 * the folder: when classes are compiled, the new version takes over in the running host, the sample happens once more in a
 * community from nothing, and one line says what is different. What is wrong is a sentence with the remedy, never a stack trace.
 *
 * <p>A rule may be held in a debugger for as long as it takes. Factories and constructors have ten seconds, as in any host.
 * It needs {@code laurel-sdk-runtime} on the class path. For one thread.
 *
 * <pre>{@code
 * public static void main(String[] args) throws Exception {
 *     DevHost.of(Path.of("target/classes"))
 *             .rules("helpful/answers", Map.of("points", "5"))
 *             .sample(History.from(Instant.parse("2026-03-01T12:00:00Z")).happens("vote.up", ...).activities())
 *             .run();
 * }
 * }</pre>
 */
public final class DevHost implements AutoCloseable {
    /** The source of the sample's activities. */
    public static final String SOURCE = "sample";

    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final int BETWEEN_LOOKS_MILLIS = 100;
    /** Two seconds: a build takes classes away before it writes them. */
    private static final int LOOKS_BEFORE_TOLD = 20;

    private final Plan plan;
    private final PrintStream console;
    /** Kept, for the JDK forgets the level of a logger that nobody holds. */
    private final List<Logger> loggers;

    private final Set<String> told = new HashSet<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private SampleRun run;
    private @Nullable SampleRun last;
    private String tried;

    private DevHost(Plan plan, PrintStream console) throws InterruptedException {
        this.plan = plan;
        this.console = console;
        this.loggers = quiet(plan);
        SampleRun whole = whole();
        // Without communities nothing stands against a start: it watches until what was wrong is mended.
        this.run = whole == null ? SampleRun.open(plan, false) : whole;
        this.last = whole;
        this.tried = run.version();
        if (whole != null) {
            console.println(run.version().isEmpty() ? "no plugin is loaded" : "live: " + run.version());
            run.lines().forEach(console::println);
            run.statuses().forEach(console::println);
        }
        tell(true);
        console.println("following " + plan.classes + ": compile, and what is different is told here");
    }

    /** What is to be run. */
    record Plan(
            Path classes,
            List<Path> libraries,
            List<Consumer<CommunityBuilder>> parts,
            Set<String> plugins,
            List<Activity> sample,
            Set<MemberKey> members) {
        Laurel start(Path folder, boolean isWhole) {
            LaurelBuilder builder = Laurel.builder()
                    .directory(folder)
                    .patience(PATIENCE)
                    .pluginClasses(classes, libraries.toArray(Path[]::new));
            if (isWhole) {
                builder.community(SampleRun.COMMUNITY, community -> parts.forEach(part -> part.accept(community)));
            }
            return builder.start();
        }
    }

    /**
     * Starts to say what is to be run.
     *
     * @param classes the folder of the plugin's classes, with its resources, such as {@code target/classes}
     * @param libraries jars that the plugin needs
     * @return a builder
     */
    public static Builder of(Path classes, Path... libraries) {
        return new Builder(classes, List.of(libraries));
    }

    /** Says what is to be run. Not safe for use by several threads. */
    public static final class Builder {
        private final Path classes;
        private final List<Path> libraries;
        private final List<Consumer<CommunityBuilder>> parts = new ArrayList<>();
        private final Set<String> plugins = new TreeSet<>();
        private final List<Activity> sample = new ArrayList<>();
        private final Set<MemberKey> members = new LinkedHashSet<>();
        private PrintStream console = System.out;

        private Builder(Path classes, List<Path> libraries) {
            this.classes = Objects.requireNonNull(classes, "classes");
            this.libraries = libraries;
        }

        /**
         * Uses a set of rules.
         *
         * @param extension {@code PLUGIN/EXTENSION}
         * @param settings what an operator would write
         * @return this
         */
        public Builder rules(String extension, Map<String, String> settings) {
            return part(extension, community -> community.rules(extension, settings));
        }

        /**
         * Uses a pull connector.
         *
         * @param extension {@code PLUGIN/EXTENSION}
         * @param source the source that its activities carry
         * @param settings what an operator would write
         * @return this
         */
        public Builder connector(String extension, String source, Map<String, String> settings) {
            return part(extension, community -> community.connector(extension, source, settings));
        }

        private Builder part(String extension, Consumer<CommunityBuilder> part) {
            plugins.add(extension.replaceFirst("/.*", ""));
            parts.add(part);
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
         * Something happens in the community, recorded by the host as {@link #SOURCE}. Whoever takes part is told about.
         *
         * @param activities the activities, none of them in the future; a {@link History} makes them
         * @return this
         */
        public Builder sample(List<Activity> activities) {
            for (Activity activity : activities) {
                sample.add(activity);
                activity.actors().values().forEach(actor -> member(SOURCE, actor));
                activity.object().flatMap(object -> object.author()).ifPresent(author -> member(SOURCE, author));
            }
            return this;
        }

        /**
         * Tells about a member, too: one of whom a connector brings something.
         *
         * @param source the connector's source
         * @param id the member's id there
         * @return this
         */
        public Builder member(String source, String id) {
            members.add(MemberKey.of(source, id));
            return this;
        }

        private void member(String source, Actor actor) {
            member(source, actor.id());
        }

        /**
         * Where to print; {@link System#out} if not said.
         *
         * @param to where to
         * @return this
         */
        public Builder console(PrintStream to) {
            this.console = Objects.requireNonNull(to, "to");
            return this;
        }

        /**
         * Loads the plugin, lets the sample happen, and prints what came of it.
         *
         * @return the host, to be closed; it follows the classes when it is told to {@link DevHost#look}
         * @throws InterruptedException if the thread is told to stop
         */
        public DevHost start() throws InterruptedException {
            return new DevHost(
                    new Plan(classes, libraries, List.copyOf(parts), Set.copyOf(plugins), List.copyOf(sample), members),
                    console);
        }

        /**
         * Does that, and follows the classes until the process ends.
         *
         * @throws InterruptedException if the thread is told to stop
         */
        public void run() throws InterruptedException {
            try (DevHost host = start()) {
                while (true) {
                    Thread.sleep(BETWEEN_LOOKS_MILLIS);
                    host.follow(false);
                }
            }
        }
    }

    /**
     * Takes the classes as they are now, whether or not a compiler is at it, and prints what is different. Blocks until the
     * sample has happened.
     *
     * @throws InterruptedException if the thread is told to stop
     */
    public void look() throws InterruptedException {
        run.refresh();
        follow(true);
    }

    private void follow(boolean atOnce) throws InterruptedException {
        String now = run.versionNow();
        if (!now.equals(tried) && !now.isEmpty()) {
            tried = now;
            SampleRun next = whole();
            if (next != null) {
                // What was wrong before may be wrong again, and is told again then.
                told.clear();
                seen.clear();
                tried = next.version();
                console.println("live: " + next.version() + ": " + difference(next));
                run.close();
                run = next;
                last = next;
                tell(true);
                return;
            }
            told.addAll(run.problems());
        }
        tell(atOnce);
    }

    /** {@return a run in which the sample has happened; null, and it is told why, if it cannot be started} */
    private @Nullable SampleRun whole() throws InterruptedException {
        SampleRun next;
        try {
            next = SampleRun.open(plan, true);
        } catch (LaurelException e) {
            for (String sentence : String.valueOf(e.getMessage()).split("\\R", -1)) {
                console.println("problem: " + Advice.of(sentence)
                        + " (say it where DevHost is told of the extension, and start again; or change the plugin,"
                        + " and compile)");
            }
            return null;
        }
        try {
            next.happen(plan);
            return next;
        } catch (InterruptedException | RuntimeException | Error e) {
            next.close();
            throw e;
        }
    }

    private String difference(SampleRun next) {
        Map<String, Map<String, Long>> before = last == null ? Map.of() : last.balances();
        List<String> parts = new ArrayList<>();
        next.balances().forEach((member, now) -> {
            Map<String, Long> old = before.getOrDefault(member, Map.of());
            Set<String> units = new TreeSet<>(new TreeMap<>(old).keySet());
            units.addAll(now.keySet());
            for (String unit : units) {
                long was = old.getOrDefault(unit, 0L);
                long is = now.getOrDefault(unit, 0L);
                if (was != is) {
                    parts.add(member + " " + was + " -> " + is + " " + unit);
                }
            }
        });
        return parts.isEmpty() ? "the same points" : String.join(", ", parts);
    }

    private void tell(boolean atOnce) {
        Set<String> problems = run.problems();
        seen.keySet().retainAll(problems);
        for (String problem : problems) {
            int looks = seen.merge(problem, 1, Integer::sum);
            if ((atOnce || looks > LOOKS_BEFORE_TOLD) && told.add(problem)) {
                console.println("problem: " + Advice.of(problem));
            }
        }
    }

    /** What the runtime logs is told here in sentences; what the plugin logs is shown. */
    private static List<Logger> quiet(Plan plan) {
        List<Logger> loggers = new ArrayList<>();
        Logger runtime = Logger.getLogger("dev.laurel");
        runtime.setLevel(Level.OFF);
        loggers.add(runtime);
        for (String plugin : plan.plugins) {
            Logger own = Logger.getLogger("dev.laurel.plugin." + plugin);
            own.setLevel(Level.INFO);
            loggers.add(own);
        }
        return loggers;
    }

    /** Stops the community and removes its folder. Logging is as before. */
    @Override
    public void close() {
        run.close();
        loggers.forEach(logger -> logger.setLevel(null));
    }
}
