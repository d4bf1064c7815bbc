package dev.laurel.plugin;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.Extension;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.view.ConnectorStatus.State;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LostThread;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one selected extension, or why they are not there. Immutable once made. */
final class RuleSet {
    private static final System.Logger LOG = System.getLogger(RuleBook.class.getName());
    private static final int DIGEST_DIGITS = 32;
    private static final int MOST_RULES = 1000;

    private final String path;
    private final @Nullable LoadedExtension extension;
    private final List<RuleSeat> seats;
    private final List<String> missing;
    private final boolean incomplete;

    private RuleSet(
            String path,
            @Nullable LoadedExtension extension,
            List<RuleSeat> seats,
            List<String> missing,
            boolean incomplete) {
        this.path = path;
        this.incomplete = incomplete;
        this.extension = extension;
        this.seats = List.copyOf(seats);
        this.missing = List.copyOf(missing);
    }

    /** {@return a set that is selected and not there} */
    static RuleSet absent(String path, String why) {
        return new RuleSet(path, null, List.of(), List.of(why), true);
    }

    /** {@return this set, which goes on although another one should be there} */
    RuleSet kept(String why) {
        return new RuleSet(path, extension, seats, List.of(why), incomplete);
    }

    /** {@return the rules that were made} */
    List<RuleSeat> seats() {
        return seats;
    }

    /** {@return a sentence for each that was not} */
    List<String> missing() {
        return missing;
    }

    /** {@return whether rules that were selected are not there} */
    boolean isIncomplete() {
        return incomplete;
    }

    /** {@return the name under which the community selected it} */
    String path() {
        return path;
    }

    /** {@return the extension that made it; null if there is none} */
    @Nullable
    LoadedExtension extension() {
        return extension;
    }

    /** {@return how the set is doing, given why rules of it are suspended and what threads were left behind in it} */
    InstanceStatus status(String community, List<String> suspensions, List<LostThread> lost) {
        long asked = 0;
        long failed = 0;
        long missed = 0;
        long nanos = 0;
        List<String> failures = new ArrayList<>(suspensions);
        failures.addAll(missing);
        for (RuleSeat seat : seats) {
            RuleSeat.Tally tally = seat.tally();
            asked += tally.asked();
            failed += tally.failed();
            missed += tally.missed();
            nanos += tally.nanos();
            seat.failure().ifPresent(failures::add);
        }
        State state = !suspensions.isEmpty()
                ? State.QUARANTINED
                : extension == null ? State.MISSING : seats.isEmpty() ? State.FAILED : State.RUNNING;
        return new InstanceStatus(
                community,
                path,
                LoadedExtension.words(Extension.Kind.REWARD_RULES),
                path.substring(path.indexOf('/') + 1),
                extension == null ? "" : extension.plugin().version(),
                state,
                Map.of("rules", (long) seats.size(), "asked", asked, "failed", failed, "missed", missed),
                Duration.ofNanos(nanos),
                lost,
                failures.isEmpty() ? "" : failures.get(0),
                remedy(state, failures.isEmpty()));
    }

    private static String remedy(State state, boolean well) {
        return switch (state) {
            case QUARANTINED ->
                "put another version of the plugin into the folder, or start the set again; what it missed is made up"
                        + " for then, or can be waived";
            case MISSING -> "put the plugin into the plugin folder";
            case FAILED -> "put another version of the plugin into the folder, or mend its settings";
            default -> well ? "" : "tell the plugin's author; what a rule missed is made up for when it is mended";
        };
    }

    /** Closes the rules. Called once, when nobody asks them any more. */
    void close(Errand errand) {
        if (seats.isEmpty()) {
            return;
        }
        try {
            errand.run("closing " + path, () -> {
                seats.forEach(RuleSeat::close);
                return path;
            });
        } catch (Throwable e) {
            Reason.passOnIfOfTheJvm(e);
            LOG.log(System.Logger.Level.WARNING, "the rules of {0} were not closed: {1}", path, Reason.of(e));
        }
    }

    /**
     * Makes the rules, on a thread of their own.
     *
     * @param extension the extension that is selected
     * @param context what it is lent
     * @param discretion what must not be told
     * @param errand how guests are called
     * @return the rules that could be made, and why others could not
     * @throws InvalidConfigException with what the factory finds wrong with the settings as a whole
     */
    static RuleSet made(LoadedExtension extension, InstanceContext context, Discretion discretion, Errand errand) {
        try {
            return errand.run("making " + extension.path(), () -> new Making(extension, context, discretion).make());
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(e.problems().stream()
                    .map(problem -> discretion.apply(Reason.shortened(problem)))
                    .toList());
        } catch (Throwable e) {
            Reason.passOnIfOfTheJvm(e);
            String why = new Making(extension, context, discretion)
                    .sentence(
                            "the rules of " + extension.path(),
                            "could not be made: "
                                    + (e instanceof Errand.LateException ? Reason.messageOf(e) : Reason.of(e)));
            return new RuleSet(extension.path(), extension, List.of(), List.of(why), true);
        }
    }

    /** The rules of a set while they are made. */
    private static final class Making {
        private final LoadedExtension extension;
        private final InstanceContext context;
        private final Discretion discretion;
        private final List<RuleSeat> seats = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        Making(LoadedExtension extension, InstanceContext context, Discretion discretion) {
            this.extension = extension;
            this.context = context;
            this.discretion = discretion;
        }

        RuleSet make() throws Exception {
            List<?> made = extension.plugin().guest().call(() -> copy(extension.make(context)));
            if (made == null || made.size() > MOST_RULES) {
                missing.add(sentence(
                        "the rules of " + extension.path(),
                        made == null
                                ? "could not be made: its factory did not return a list of rules"
                                : "could not be made: there are " + made.size() + ", and the most is " + MOST_RULES));
                return done();
            }
            if (made.isEmpty()) {
                missing.add(sentence(
                        "the rules of " + extension.path(), "could not be made: its factory returned an empty list"));
            }
            SpecCheck check = new SpecCheck();
            for (int i = 0; i < made.size(); i++) {
                seat(made.get(i), i, check);
            }
            return done();
        }

        private RuleSet done() {
            return new RuleSet(extension.path(), extension, seats, missing, !missing.isEmpty());
        }

        private static @Nullable List<?> copy(@Nullable Object made) {
            // A list of the plugin's own making may throw, or change later. List.copyOf refuses the nulls we want to
            // name.
            return made instanceof List<?> list ? new ArrayList<>(list) : null;
        }

        private void seat(@Nullable Object made, int position, SpecCheck check) {
            String subject = "rule " + (position + 1) + " of " + extension.path();
            if (!(made instanceof RewardRule rule)) {
                missing.add(sentence(subject, "is " + (made == null ? "null" : "no reward rule")));
                return;
            }
            try {
                RuleSpec spec = extension.plugin().guest().call(rule::spec);
                check.admit(spec);
                String name = extension.path() + "/" + spec.name();
                RuleDeclaration declaration = new RuleDeclaration(
                        name, spec, digest(name, spec), extension.plugin().version());
                seats.add(new RuleSeat(rule, declaration, extension.plugin(), discretion));
            } catch (RefusedException e) {
                missing.add(sentence(subject, e.sentence()));
                RuleSeat.close(rule, subject, extension.plugin(), discretion);
            } catch (Throwable e) {
                Reason.passOnIfOfTheJvm(e);
                missing.add(sentence(subject, "could not say what it declares: " + Reason.of(e)));
                RuleSeat.close(rule, subject, extension.plugin(), discretion);
            }
        }

        private String sentence(String subject, String what) {
            return subject + " (plugin version " + extension.plugin().version() + ") is not in force: "
                    + discretion.apply(Reason.shortened(what))
                    + "; take another version of the plugin or tell its author";
        }
    }

    /** {@return the version of a rule: what entries carry, so it is the same on every machine and in every release} */
    static String digest(String name, RuleSpec spec) {
        try {
            byte[] text = (name + "\n" + spec).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256, which every Java platform must have", e);
        }
    }
}
