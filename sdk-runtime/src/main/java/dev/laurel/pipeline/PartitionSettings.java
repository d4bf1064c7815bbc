package dev.laurel.pipeline;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.reputation.Judge;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * How a community's partition is set up.
 *
 * @param zone the community's time zone, for days and months
 * @param judge asks the rules
 * @param vaultKey the host's key for the vault, or null to keep the vault's secrets beside the data
 * @param random where keys come from
 * @param memory how much to keep in memory
 * @param leaderboards what leaderboards there are
 * @param watchdog notices rules that do not come back
 */
public record PartitionSettings(
        ZoneId zone,
        Judge judge,
        @Nullable SecretKey vaultKey,
        SecureRandom random,
        Memory memory,
        List<Declaration> leaderboards,
        Watchdog watchdog) {

    /**
     * How much to keep in memory.
     *
     * @param members how many members' states
     * @param logBytes how many bytes of the log
     * @param ids how many ids of activities, before older ones go to disk
     */
    public record Memory(int members, long logBytes, long ids) {
        /** What suits most communities: 50 thousand members at work at the same time. */
        public static final Memory DEFAULT = new Memory(50_000, 64L << 20, 8_000_000);
    }

    Engine.Setup engine() {
        return new Engine.Setup(
                zone, judge, vaultKey, random, memory.members(), memory.logBytes(), memory.ids(), leaderboards);
    }
}
