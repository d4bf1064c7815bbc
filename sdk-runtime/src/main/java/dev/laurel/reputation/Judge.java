package dev.laurel.reputation;

import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import java.util.List;

/** What the fold asks about participations. Implemented by the shell around plugins, and by tests. */
public interface Judge {

    /** {@return the rules that can be asked; their order is their number and does not change while the judge lives} */
    List<RuleDeclaration> rules();

    /**
     * Which sets of rules are selected and not all there, because making them failed. What happens meanwhile is judged
     * when they are.
     *
     * @return the names of the sets, which their rules' names begin with; empty if all are there
     */
    default List<String> incomplete() {
        return List.of();
    }

    /**
     * Asks a rule. Called on the partition's thread.
     *
     * @param rule the number of the rule
     * @param participation what happened; valid during the call
     * @return its answer, checked against its declaration
     * @throws RuleFailedException if the rule threw, broke its declaration, or is suspended; the participation is kept
     *     as a gap and judged when the rule is back
     */
    Decision judge(int rule, Participation participation) throws RuleFailedException;
}
