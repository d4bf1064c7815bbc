package dev.laurel.reputation;

import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Window;

/**
 * A rule that can be asked.
 *
 * @param name {@code PLUGIN/EXTENSION/RULE}
 * @param spec what it declares
 * @param digest the digest of the name and of what it declares, 32 hex digits: its version
 * @param pluginVersion the version of the plugin that brings it
 */
public record RuleDeclaration(String name, RuleSpec spec, String digest, String pluginVersion) {

    /**
     * Whether a counter is one that can be kept: of objects, only sums and amounts over all time are.
     *
     * @param counter the counter
     * @return whether a rule may declare it
     */
    public static boolean isKept(Counter counter) {
        boolean adds = counter.kind() == Counter.Kind.SUM || counter.kind() == Counter.Kind.AMOUNT;
        return counter.scope() != Counter.Scope.OBJECT
                || (adds && counter.window().kind() == Window.Kind.EVER);
    }
}
