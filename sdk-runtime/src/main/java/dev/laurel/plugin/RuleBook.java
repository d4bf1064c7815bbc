package dev.laurel.plugin;

import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.Extension;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The reward rules of one community, made from plugins and asked by the fold. A rule that cannot be made, breaks its
 * declaration or throws is a failure that operators can read; the other rules go on.
 *
 * <p>{@link #judge} is called on the partition's thread; {@link #failures()} may be called from any.
 */
public final class RuleBook implements Judge, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RuleBook.class.getName());

    private final RuleSeat[] seats;
    private final List<RuleDeclaration> declarations;
    private final List<String> missing;
    private final List<String> incomplete;
    private boolean closed;

    private RuleBook(List<RuleSet> sets) {
        this.seats = sets.stream().flatMap(set -> set.seats().stream()).toArray(RuleSeat[]::new);
        this.declarations = Arrays.stream(seats).map(RuleSeat::declaration).toList();
        this.missing = sets.stream().flatMap(set -> set.missing().stream()).toList();
        this.incomplete = sets.stream()
                .filter(set -> !set.missing().isEmpty())
                .map(RuleSet::path)
                .toList();
    }

    /**
     * Makes the rules that a community selected. Called off the event loop: a factory may read files.
     *
     * @param catalog the plugins
     * @param community the community's name
     * @param selections the rule sets, each once; their order is the order of the rules
     * @param clock the time, for the rules' contexts
     * @return the rules; those that could not be made are not among {@link #rules()} but told by {@link #failures()}
     * @throws InvalidConfigException with every problem of every selection: no such extension, not reward rules, selected
     *     twice, wrong settings
     */
    public static RuleBook open(
            PluginCatalog catalog, String community, List<Selection> selections, InstantSource clock) {
        List<String> problems = new ArrayList<>();
        List<RuleSet> sets = new ArrayList<>();
        Set<String> selected = new HashSet<>();
        for (Selection selection : selections) {
            try {
                LoadedExtension extension = catalog.extension(selection.extension());
                if (extension.kind() != Extension.Kind.REWARD_RULES) {
                    problems.add("community " + community + ": " + extension.notA(Extension.Kind.REWARD_RULES));
                } else if (!selected.add(extension.path())) {
                    problems.add("community " + community + " selects " + extension.path()
                            + " twice: rules are known by that name, so remove one of the two");
                } else {
                    InstanceContext context = InstanceContext.of(extension, selection, community, clock);
                    sets.add(new RuleSet(extension, context, Discretion.of(extension, selection)));
                }
            } catch (InvalidConfigException e) {
                problems.addAll(e.problems());
            } catch (IllegalArgumentException e) {
                problems.add("community " + community + ": " + Reason.messageOf(e));
            }
        }
        if (problems.isEmpty()) {
            sets.forEach(set -> set.make(problems));
        }
        if (!problems.isEmpty()) {
            sets.forEach(set -> set.seats().forEach(RuleSeat::close));
            throw new InvalidConfigException(problems);
        }
        RuleBook book = new RuleBook(sets);
        book.missing.forEach(
                sentence -> LOG.log(System.Logger.Level.WARNING, "community {0}: {1}", community, sentence));
        return book;
    }

    @Override
    public List<RuleDeclaration> rules() {
        return declarations;
    }

    @Override
    public List<String> incomplete() {
        return incomplete;
    }

    /** {@return a sentence for each rule or set of rules that could not be made; empty if all are there} */
    public List<String> missing() {
        return missing;
    }

    @Override
    public Decision judge(int rule, Participation participation) throws RuleFailedException {
        return seats[rule].judge(participation);
    }

    /**
     * What is wrong with the rules.
     *
     * @return a sentence for each rule or set of rules that could not be made, then one for each rule that failed when it
     *     was asked, with how often and the last reason; empty if all is well
     */
    public List<String> failures() {
        List<String> all = new ArrayList<>(missing);
        for (RuleSeat seat : seats) {
            seat.failure().ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** Closes the rules. Called when nobody asks them any more, on the thread that asked them or after it ended. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            for (RuleSeat seat : seats) {
                seat.close();
            }
        }
    }
}
