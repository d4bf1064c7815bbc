package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.DecisionFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.reputation.RuleDeclaration;
import dev.laurel.reputation.Timeline;
import dev.laurel.view.MemberFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What Laurel or a person decides: versions of rules, merges, closed periods, erasures. Each is written with its result;
 * reading the log again takes it as it stands.
 */
final class Decisions {
    private static final String RULE = "rule";
    private static final String AWAY = "rule-away";
    private static final String BACK = "rule-back";
    private static final String INCOMPLETE = "rules-incomplete";
    private static final String COMPLETE = "rules-complete";
    private static final String MERGE = "merge";
    private static final String UNMERGE = "unmerge";
    private static final String CLOSE = "close-period";
    private static final String ERASE = "erase";
    private static final String FLAG = "flag";
    private static final String WAIVE = "waive";
    private static final long ALWAYS = Long.MIN_VALUE / 4;

    private final Engine engine;
    private final Identities identities;
    private final Map<String, RuleText> texts = new HashMap<>();
    private final Map<String, Long> leftAt = new HashMap<>();
    // Sets of rules that were selected and could not be made: since when they would have been in force.
    private final Map<String, Since> incomplete = new LinkedHashMap<>();

    /** A time, and the last segment before it. */
    private record Since(long at, long segment) {}

    Decisions(Engine engine) {
        this.engine = engine;
        this.identities = engine.world().around().identities();
    }

    /**
     * Puts the versions of the rules that run in force: those of a community without activities always, others from now
     * on. A rule that is not there is noted as away; when it comes back as it was, whoever was active meanwhile is judged
     * anew. So it is with rules that were selected and could not be made: what happened since is theirs to judge.
     */
    void enforce(long now) {
        Timeline timeline = engine.reputation().timeline();
        boolean fresh = engine.activities() == 0;
        Set<String> running = new HashSet<>();
        for (RuleDeclaration rule : engine.setup().judge().rules()) {
            running.add(rule.name());
            boolean changed = !rule.digest().equals(timeline.latest(rule.name()));
            RuleText text = RuleText.of(rule);
            if (changed || !text.equals(texts.get(text.version()))) {
                Since awaited = timeline.latest(rule.name()) == null ? incomplete.get(set(rule.name())) : null;
                long since = awaited != null ? awaited.at : fresh ? ALWAYS : now;
                write(new DecisionFact(RULE, now, List.of(changed ? since : Long.MAX_VALUE), text.written()));
                if (awaited != null) {
                    activeSince(awaited.segment);
                }
            }
            if (timeline.isAway(rule.name())) {
                write(new DecisionFact(BACK, now, List.of(), List.of(rule.name())));
                activeSince(leftAt.getOrDefault(rule.name(), 0L));
            }
        }
        for (String rule : timeline.rules()) {
            if (!running.contains(rule) && !timeline.isAway(rule)) {
                write(new DecisionFact(AWAY, now, List.of(engine.segment()), List.of(rule)));
            }
        }
        awaitIncomplete(now, fresh ? ALWAYS : now);
    }

    private void awaitIncomplete(long now, long since) {
        List<String> missing = engine.setup().judge().incomplete();
        for (String set : missing) {
            if (!incomplete.containsKey(set)) {
                write(new DecisionFact(INCOMPLETE, now, List.of(since, engine.segment()), List.of(set)));
            }
        }
        for (String set : List.copyOf(incomplete.keySet())) {
            if (!missing.contains(set)) {
                write(new DecisionFact(COMPLETE, now, List.of(), List.of(set)));
            }
        }
    }

    private static String set(String rule) {
        return rule.substring(0, rule.lastIndexOf('/'));
    }

    private void activeSince(long segment) {
        int reason = engine.dictionary().number("RULES_CHANGED");
        for (int identity = 0; identity < identities.size(); identity++) {
            if (Place.segment(identities.head(identity)) > segment) {
                engine.reputation().dirtyFromBeginning(identities.member(identity), reason);
            }
        }
    }

    /** Makes the members of two identities one. Who met either of them is judged anew: there is one member less to meet. */
    void merge(int from, int into, String by, String reason) {
        int[] others = identities.of(identities.member(from));
        write(new DecisionFact(MERGE, engine.writer().time(), List.of((long) from, (long) into), List.of(by, reason)));
        int merged = engine.dictionary().number("MERGED");
        engine.reputation().dirtyFromBeginning(identities.member(into), merged);
        everybodyWith(others, merged);
    }

    /** {@return whether two identities were one member; takes back what made them so last} */
    boolean unmerge(int from, int into, String by, String reason) {
        int[] link = identities.linkBetween(from, into);
        if (link == null) {
            return false;
        }
        int named = identities.member(from);
        write(new DecisionFact(
                UNMERGE, engine.writer().time(), List.of((long) link[0], (long) link[1]), List.of(by, reason)));
        int unmerged = engine.dictionary().number("UNMERGED");
        int split = identities.member(link[0]) == named ? identities.member(link[1]) : identities.member(link[0]);
        engine.reputation().dirtyFromBeginning(named, unmerged);
        engine.reputation().dirtyFromBeginning(split, unmerged);
        everybodyWith(identities.of(split), unmerged);
        return true;
    }

    private void everybodyWith(int[] those, int reason) {
        LogReader log = engine.log();
        for (int one : those) {
            long place = identities.head(one);
            while (place != Place.NONE) {
                Step step = log.step(place);
                if (step.cause() != Place.NONE) {
                    ActivityFact fact = log.activity(step.cause());
                    engine.reputation().touched(fact, reason);
                }
                place = step.previous();
            }
        }
    }

    /** {@return null if the period is closed now, else why not} */
    @Nullable
    String close(String unit, String name, long until, String by) {
        long now = engine.writer().time();
        int word = engine.dictionary().number(unit);
        String refusal = engine.ledger().close(new Ledger.Period(word, name, until, now));
        if (refusal == null) {
            engine.writer().decision(new DecisionFact(CLOSE, now, List.of(until), List.of(unit, name, by)));
        }
        return refusal;
    }

    /** Puts a tombstone in the stead of somebody. Entries stay: they carry numbers only. */
    void erase(int identity, String by) {
        write(new DecisionFact(ERASE, engine.writer().time(), List.of((long) identity), List.of(by)));
    }

    /** Puts a flag on a member, or takes it off: off all of their identities, on the one that is named. */
    void flag(int identity, MemberFlag flag, boolean on, List<String> note) {
        int[] concerned = on ? new int[] {identity} : identities.of(identities.member(identity));
        List<String> texts = new ArrayList<>(List.of(flag.name()));
        texts.addAll(note);
        for (int each : concerned) {
            List<Long> numbers = List.of((long) each, on ? 1L : 0L);
            write(new DecisionFact(FLAG, engine.writer().time(), numbers, texts));
        }
    }

    /** Has a rule owe nothing any more of what it missed so far. */
    void waive(String rule, String by, String reason) {
        long now = engine.writer().time();
        List<Long> meant = List.of(engine.writer().nextPlace(), now);
        write(new DecisionFact(WAIVE, now, meant, List.of(rule, by, reason)));
    }

    private void write(DecisionFact decision) {
        engine.writer().decision(decision);
        replay(decision, engine.writer().time());
    }

    /** Takes a decision as it stands. */
    void replay(DecisionFact decision, long time) {
        List<Long> numbers = decision.numbers();
        switch (decision.kind()) {
            case RULE -> {
                RuleText text = RuleText.read(decision.texts());
                texts.put(text.version(), text);
                engine.reputation()
                        .timeline()
                        .declare(
                                text.rule(),
                                text.digest(),
                                text.limits().stream().map(LimitText::read).toList(),
                                text.plugin());
                if (numbers.get(0) != Long.MAX_VALUE) {
                    engine.reputation().timeline().put(text.rule(), text.digest(), numbers.get(0));
                }
            }
            case AWAY -> {
                String rule = decision.texts().get(0);
                engine.reputation().timeline().leave(rule, time);
                leftAt.put(rule, numbers.get(0));
            }
            case BACK ->
                engine.reputation().timeline().comeBack(decision.texts().get(0));
            case INCOMPLETE -> incomplete.put(decision.texts().get(0), new Since(numbers.get(0), numbers.get(1)));
            case COMPLETE -> incomplete.remove(decision.texts().get(0));
            case MERGE -> {
                int from = numbers.get(0).intValue();
                int into = numbers.get(1).intValue();
                int member = identities.member(from);
                int[] all = both(from, into);
                regroup(all, () -> identities.link(from, into));
                engine.reputation().merged(member, identities.member(into));
            }
            case UNMERGE -> {
                int one = numbers.get(0).intValue();
                int other = numbers.get(1).intValue();
                regroup(identities.of(identities.member(one)), () -> identities.unlink(one, other));
            }
            case WAIVE -> engine.reputation().debts().waive(decision.texts().get(0), numbers.get(0), numbers.get(1));
            case CLOSE -> {
                Dictionary dictionary = engine.dictionary();
                int unit = dictionary.number(decision.texts().get(0));
                engine.ledger().close(new Ledger.Period(unit, decision.texts().get(1), numbers.get(0), time));
            }
            case ERASE -> {
                int erased = numbers.get(0).intValue();
                regroup(identities.of(identities.member(erased)), () -> identities.erase(erased));
            }
            case FLAG -> {
                int flagged = numbers.get(0).intValue();
                MemberFlag flag = MemberFlag.valueOf(decision.texts().get(0));
                regroup(
                        identities.of(identities.member(flagged)),
                        () -> identities.flag(flagged, flag, numbers.get(1) == 1));
            }
            default ->
                throw new IllegalStateException("the log holds a decision of the kind " + decision.kind()
                        + ", which this version does not know: use the version that wrote it, or a newer one");
        }
    }

    private int[] both(int one, int other) {
        return IntStream.concat(
                        IntStream.of(identities.of(identities.member(one))),
                        IntStream.of(identities.of(identities.member(other))))
                .toArray();
    }

    /** Changes who is who; leaderboards follow. */
    private void regroup(int[] concerned, Runnable change) {
        Set<Integer> disregarded = engine.projections().beforeRegrouping(concerned);
        change.run();
        engine.projections().regrouped(disregarded, concerned);
    }

    /** {@return what a version of a rule says of itself, or null if it is not one} */
    @Nullable
    RuleText text(String version) {
        return texts.get(version);
    }

    List<String> versions() {
        return new ArrayList<>(texts.keySet());
    }
}
