package dev.laurel.plugin;

import dev.laurel.reputation.Judge;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.RuleFailedException;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.thread.LostThreads;
import dev.laurel.view.InstanceStatus;
import dev.laurel.view.LostThread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reward rules of one community, made from plugins and asked by the fold. A rule that cannot be made, breaks its
 * declaration or throws is a failure that operators can read; the other rules go on.
 *
 * <p>{@link #judge} is called on the partition's thread; {@link #failures()} may be called from any.
 */
public final class RuleBook implements Judge, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RuleBook.class.getName());

    /** More rules than a community can have. */
    private static final int RULE_BITS = 20;

    private static final VarHandle UNDER_WAY;

    static {
        try {
            UNDER_WAY = MethodHandles.lookup().findVarHandle(RuleBook.class, "underWay", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Home home;
    private final List<RuleSet> sets;
    private final RuleSeat[] seats;
    private final List<RuleDeclaration> declarations;
    /** Why the rule of a number is not asked; null if it is. */
    private final @Nullable RuleFailedException[] suspended;

    private long calls;

    @SuppressWarnings("UnusedVariable") // written through UNDER_WAY
    private long underWay;

    private volatile boolean over;
    private boolean closed;

    private RuleBook(Home home, List<RuleSet> sets) {
        this.home = home;
        this.sets = List.copyOf(sets);
        this.seats = sets.stream().flatMap(set -> set.seats().stream()).toArray(RuleSeat[]::new);
        this.declarations = Arrays.stream(seats).map(RuleSeat::declaration).toList();
        this.suspended = new @Nullable RuleFailedException[seats.length];
    }

    /**
     * Where rules work.
     *
     * @param community the community's name
     * @param clock the time, for the rules' contexts
     * @param errand how their factories are called
     * @param lenient whether a community may open although plugins that it selects are not there: they may come later
     */
    record Home(String community, InstantSource clock, Errand errand, boolean lenient) {}

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
        Errand errand = new Errand(Errand.DEADLINE, new LostThreads(clock));
        return open(catalog, new Home(community, clock, errand, false), selections);
    }

    static RuleBook open(PluginCatalog catalog, Home home, List<Selection> selections) {
        List<String> problems = new ArrayList<>();
        Map<String, RuleTenant> tenants = new LinkedHashMap<>();
        List<RuleSet> sets = new ArrayList<>();
        for (Selection selection : selections) {
            RuleTenant tenant = RuleTenant.of(catalog, home, selection);
            problems.addAll(tenant.problems());
            if (tenants.putIfAbsent(selection.extension(), tenant) != null) {
                problems.add("community " + home.community + " selects " + selection.extension()
                        + " twice: rules are known by that name, so remove one of the two");
            }
        }
        if (problems.isEmpty()) {
            for (RuleTenant tenant : tenants.values()) {
                try {
                    sets.add(tenant.make());
                } catch (InvalidConfigException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            sets.forEach(set -> set.close(home.errand));
            throw new InvalidConfigException(problems);
        }
        RuleBook book = new RuleBook(home, sets);
        book.tellMissing();
        return book;
    }

    private void tellMissing() {
        missing()
                .forEach(sentence ->
                        LOG.log(System.Logger.Level.WARNING, "community {0}: {1}", home.community, sentence));
    }

    /**
     * Makes the rules that are others under other plugins; the rest is taken over as it is. What does not take its settings
     * any more does not take the place of what does.
     *
     * @param catalog the plugins as they are now
     * @param selections the rule sets, each once
     * @param anew the extensions to make again although their plugins are the same
     * @return the rules, to be taken into service with {@link #after}; this object if nothing is another
     */
    RuleBook under(PluginCatalog catalog, List<Selection> selections, Set<String> anew) {
        List<RuleSet> next = new ArrayList<>();
        for (Selection selection : selections) {
            RuleSet before = set(selection.extension());
            RuleTenant tenant = RuleTenant.of(catalog, home, selection);
            next.add(
                    tenant.isSettled(before) && !anew.contains(selection.extension()) ? before : tenant.follow(before));
        }
        if (next.equals(sets)) {
            return this;
        }
        RuleBook book = new RuleBook(home, next);
        book.tellMissing();
        return book;
    }

    private RuleSet set(String path) {
        for (RuleSet set : sets) {
            if (set.path().equals(path)) {
                return set;
            }
        }
        return RuleSet.absent(path, path + " is selected and was not looked for yet");
    }

    /** {@return these rules, with what was suspended of those before still suspended, as far as it was taken over} */
    RuleBook after(RuleBook before) {
        for (int i = 0; i < seats.length; i++) {
            for (int j = 0; j < before.seats.length; j++) {
                if (seats[i] == before.seats[j]) {
                    suspended[i] = before.suspended[j];
                }
            }
        }
        calls = before.calls + 1;
        return this;
    }

    /** Closes what another book has not taken over. What is suspended may still be in a call, and is not closed. */
    void closeAllBut(RuleBook next) {
        for (RuleSet set : sets) {
            boolean stays = next.sets.stream().anyMatch(other -> other.seats() == set.seats());
            boolean stuck = set.seats().stream().anyMatch(this::isSuspended);
            if (!stays && !stuck) {
                set.close(home.errand);
            }
        }
    }

    private boolean isSuspended(RuleSeat seat) {
        for (int i = 0; i < seats.length; i++) {
            if (seats[i] == seat) {
                return suspended[i] != null;
            }
        }
        return false;
    }

    /** {@return the plugins whose rules are here} */
    Set<LoadedPlugin> plugins() {
        Set<LoadedPlugin> plugins = new LinkedHashSet<>();
        for (RuleSet set : sets) {
            LoadedExtension extension = set.extension();
            if (extension != null) {
                plugins.add(extension.plugin());
            }
        }
        return plugins;
    }

    @Override
    public List<RuleDeclaration> rules() {
        return declarations;
    }

    @Override
    public List<String> incomplete() {
        return sets.stream().filter(RuleSet::isIncomplete).map(RuleSet::path).toList();
    }

    /** {@return a sentence for each rule or set of rules that could not be made; empty if all are there} */
    public List<String> missing() {
        return sets.stream().flatMap(set -> set.missing().stream()).toList();
    }

    @Override
    public Decision judge(int rule, Participation participation) throws RuleFailedException {
        RuleFailedException refusal = suspended[rule];
        if (refusal != null) {
            seats[rule].missed();
            throw refusal;
        }
        if (over) {
            throw RuleFailedException.ofSuspended("these rules were given up: others judge in their stead");
        }
        // Two plain writes are all that being watched costs.
        UNDER_WAY.setOpaque(this, ++calls << RULE_BITS | (rule + 1));
        try {
            return seats[rule].judge(participation);
        } finally {
            UNDER_WAY.setOpaque(this, 0L);
        }
    }

    @Override
    public long underWay() {
        return (long) UNDER_WAY.getOpaque(this);
    }

    @Override
    public boolean isSuspended(int rule) {
        return suspended[rule] != null;
    }

    @Override
    public GivenUp giveUp(long call, String where) {
        over = true;
        RuleSeat seat = seats[(int) (call & (1L << RULE_BITS) - 1) - 1];
        String culprit = seat.subject() + " at " + where;
        String why = seat.subject() + " did not come back from a call (" + where + "): the rules of " + seat.extension()
                + " are suspended, and what they miss is made up for when they are back; take another version of the"
                + " plugin, or start the rules again";
        LOG.log(System.Logger.Level.ERROR, why);
        RuleBook next = new RuleBook(home, sets).after(this);
        for (int i = 0; i < seats.length; i++) {
            if (seats[i].extension().equals(seat.extension())) {
                next.suspended[i] = RuleFailedException.ofSuspended(why);
            }
        }
        return new GivenUp(next, culprit);
    }

    /**
     * What is wrong with the rules.
     *
     * @return a sentence for each rule or set of rules that could not be made, then one for each rule that failed when it
     *     was asked, with how often and the last reason; empty if all is well
     */
    public List<String> failures() {
        Set<String> all = new LinkedHashSet<>(missing());
        for (int i = 0; i < seats.length; i++) {
            RuleFailedException refusal = suspended[i];
            if (refusal != null) {
                all.add(String.valueOf(refusal.getMessage()));
            } else {
                seats[i].failure().ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** {@return how each set is doing, with the threads that were left behind in one} */
    List<InstanceStatus> statuses(List<LostThread> lost) {
        List<InstanceStatus> all = new ArrayList<>();
        for (RuleSet set : sets) {
            List<String> suspensions = new ArrayList<>();
            for (int i = 0; i < seats.length; i++) {
                RuleFailedException refusal = suspended[i];
                if (refusal != null && set.seats().contains(seats[i])) {
                    suspensions.add(String.valueOf(refusal.getMessage()));
                }
            }
            List<LostThread> own = lost.stream()
                    .filter(one -> one.culprit().contains(" " + set.path() + "/"))
                    .toList();
            all.add(set.status(home.community, suspensions, own));
        }
        return all;
    }

    /** Closes the rules. Called when nobody asks them any more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeAllBut(new RuleBook(home, List.of()));
        }
    }
}
