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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Laurel or a person decides: versions of rules, merges, closed periods, erasures. Each is written with its result;
 * reading the log again takes it as it stands.
 */
final class Decisions {
    private static final String RULE = "rule";
    private static final String MERGE = "merge";
    private static final String UNMERGE = "unmerge";
    private static final String CLOSE = "close-period";
    private static final String ERASE = "erase";
    private static final long ALWAYS = Long.MIN_VALUE / 4;

    private final Engine engine;
    private final Identities identities;
    private final Map<String, RuleText> texts = new HashMap<>();

    Decisions(Engine engine) {
        this.engine = engine;
        this.identities = engine.world().around().identities();
    }

    /** Puts the versions of the rules that run in force: those of a new community always, others from now on. */
    void enforce(long now) {
        Timeline timeline = engine.reputation().timeline();
        boolean fresh = engine.activities() == 0 && timeline.rules().isEmpty();
        for (RuleDeclaration rule : engine.setup().judge().rules()) {
            boolean changed = !rule.digest().equals(timeline.latest(rule.name()));
            RuleText text = RuleText.of(rule);
            if (changed || !text.equals(texts.get(text.version()))) {
                long from = changed ? (fresh ? ALWAYS : now) : Long.MAX_VALUE;
                write(new DecisionFact(RULE, now, List.of(from), text.written()));
            }
        }
    }

    /** Makes two members one. Who met either of them is judged anew: there is one member less to meet. */
    void merge(int from, int into, String by, String reason) {
        write(new DecisionFact(MERGE, engine.writer().time(), List.of((long) from, (long) into), List.of(by, reason)));
        int merged = engine.dictionary().number("MERGED");
        engine.reputation().dirtyFromBeginning(into, merged);
        everybodyWith(from, merged);
    }

    /** {@return whether there was such a link; takes it back} */
    boolean unmerge(int from, int into, String by, String reason) {
        int member = identities.member(into);
        int below = identities.linkBelow(from, member);
        if (below < 0) {
            return false;
        }
        write(new DecisionFact(
                UNMERGE, engine.writer().time(), List.of((long) below, (long) member), List.of(by, reason)));
        int unmerged = engine.dictionary().number("UNMERGED");
        engine.reputation().dirtyFromBeginning(member, unmerged);
        engine.reputation().dirtyFromBeginning(below, unmerged);
        everybodyWith(below, unmerged);
        return true;
    }

    private void everybodyWith(int identity, int reason) {
        LogReader log = engine.log();
        for (int one : identities.of(identity)) {
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
    @Nullable String close(String unit, String name, long until, String by) {
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
                if (numbers.get(0) != Long.MAX_VALUE) {
                    engine.reputation().timeline().put(text.rule(), text.digest(), numbers.get(0));
                }
            }
            case MERGE -> {
                int from = numbers.get(0).intValue();
                int into = numbers.get(1).intValue();
                identities.link(from, into);
                engine.reputation().merged(from, into);
            }
            case UNMERGE -> identities.unlink(numbers.get(0).intValue());
            case CLOSE -> {
                Dictionary dictionary = engine.dictionary();
                int unit = dictionary.number(decision.texts().get(0));
                engine.ledger().close(new Ledger.Period(unit, decision.texts().get(1), numbers.get(0), time));
            }
            case ERASE -> identities.erase(numbers.get(0).intValue());
            default -> throw new IllegalStateException("the log holds a decision of the kind " + decision.kind()
                    + ", which this version does not know: use the version that wrote it, or a newer one");
        }
    }

    /** {@return what a version of a rule says of itself, or null if it is not one} */
    @Nullable RuleText text(String version) {
        return texts.get(version);
    }

    List<String> versions() {
        return new ArrayList<>(texts.keySet());
    }
}
