package dev.laurel.plugin;

import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.reward.RuleSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one selected extension, while they are made. */
final class RuleSet {
    private static final int DIGEST_DIGITS = 32;
    private static final int MOST_RULES = 1000;

    private final LoadedExtension extension;
    private final InstanceContext context;
    private final Discretion discretion;
    private final List<RuleSeat> seats = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    RuleSet(LoadedExtension extension, InstanceContext context, Discretion discretion) {
        this.extension = extension;
        this.context = context;
        this.discretion = discretion;
    }

    /** {@return the rules that were made} */
    List<RuleSeat> seats() {
        return seats;
    }

    /** {@return a sentence for each that was not} */
    List<String> missing() {
        return missing;
    }

    /** {@return the name under which the community selected it} */
    String path() {
        return extension.path();
    }

    /**
     * Makes the rules.
     *
     * @param problems takes what the factory finds wrong with the settings as a whole
     */
    void make(List<String> problems) {
        List<?> made;
        try {
            made = extension.plugin().guest().call(() -> copy(extension.make(context)));
        } catch (InvalidConfigException e) {
            e.problems().forEach(problem -> problems.add(discretion.apply(Reason.shortened(problem))));
            return;
        } catch (Throwable e) {
            Reason.passOnIfOfTheJvm(e);
            missing.add(sentence("the rules of " + extension.path(), "could not be made: " + Reason.of(e)));
            return;
        }
        if (made == null || made.size() > MOST_RULES) {
            missing.add(sentence(
                    "the rules of " + extension.path(),
                    made == null
                            ? "could not be made: its factory did not return a list of rules"
                            : "could not be made: there are " + made.size() + ", and the most is " + MOST_RULES));
            return;
        }
        if (made.isEmpty()) {
            missing.add(sentence(
                    "the rules of " + extension.path(), "could not be made: its factory returned an empty list"));
        }
        SpecCheck check = new SpecCheck();
        for (int i = 0; i < made.size(); i++) {
            seat(made.get(i), i, check);
        }
    }

    private static @Nullable List<?> copy(@Nullable Object made) {
        // A list of the plugin's own making may throw, or change later. List.copyOf refuses the nulls we want to name.
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
