package dev.laurel.plugin;

import dev.laurel.reputation.Judge;
import dev.laurel.view.LostThread;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A community as its guests see it: where connectors bring their pages, and what asks the rules. */
public interface Residence extends PageSink {

    /**
     * Has other rules judge.
     *
     * @param change makes the new judge out of the one that judges then
     * @return completes when the new one judges and the one before is not asked any more
     */
    CompletionStage<Void> adopt(UnaryOperator<Judge> change);

    /** {@return who judges now} */
    Judge judge();

    /** {@return the threads that were left behind in a rule} */
    List<LostThread> lostThreads();
}
