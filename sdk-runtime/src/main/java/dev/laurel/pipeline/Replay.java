package dev.laurel.pipeline;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.DecisionFact;
import dev.laurel.log.Entry;
import dev.laurel.log.SegmentRecords;
import dev.laurel.log.Step;

/** Brings an engine to where the log is, record by record. Nothing is judged: what was decided is taken as it stands. */
final class Replay implements SegmentRecords {
    private final Engine engine;
    private long time;

    Replay(Engine engine) {
        this.engine = engine;
    }

    void time(long micros) {
        this.time = micros;
    }

    @Override
    public void identity(int source, long high, long low) {
        engine.world().around().identities().add(high, low);
    }

    @Override
    public void object(int source, long high, long low) {
        engine.world().around().objects().add(high, low);
    }

    @Override
    public void activity(ActivityFact fact) {
        if (fact.number >= engine.ids().size()) {
            engine.ids().add(fact.idHigh, fact.idLow, fact.digest);
        }
        engine.replayed(fact);
        if (fact.object >= 0) {
            engine.world().around().objects().head(fact.object, fact.place);
        }
        Attribution.apply(engine, fact);
        engine.projections().arrived(fact);
        engine.reputation().activity(fact, false);
    }

    @Override
    public void step(Step step) {
        engine.reputation().replay(step);
        for (Entry entry : step.entries()) {
            engine.ledger().post(entry);
            engine.projections().posted(entry);
        }
    }

    @Override
    public void decision(DecisionFact decision) {
        engine.decisions().replay(decision, time);
    }
}
