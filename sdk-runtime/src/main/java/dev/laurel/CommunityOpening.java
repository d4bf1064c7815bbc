package dev.laurel;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.PartitionSettings;
import dev.laurel.pipeline.Questions;
import dev.laurel.pipeline.Watchdog;
import dev.laurel.plugin.Guests;
import dev.laurel.plugin.RuleBook;
import dev.laurel.store.Access;
import dev.laurel.store.SqliteStore;
import dev.laurel.view.LaurelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Opens communities: their files, partitions and connectors. */
final class CommunityOpening {
    private final LaurelBuilder builder;
    private final OwnVertx vertx;
    private final Watchdog watchdog;

    CommunityOpening(LaurelBuilder builder, OwnVertx vertx) {
        this.builder = builder;
        this.vertx = vertx;
        this.watchdog = new Watchdog(builder.patience);
    }

    /** Opens a community with guests that are made; they are closed with it, or by the caller if this throws. */
    Community open(CommunityBuilder declared, Guests guests) {
        Path file = Laurel.file(builder, declared.name());
        Access access = Access.valueOf(builder.whenBusy.name());
        Partition partition = Partition.open(
                declared.name(),
                () -> SqliteStore.open(file, access, builder.waitUpTo, builder.clock),
                new PartitionSettings(
                        declared.zone(),
                        guests.rules(),
                        builder.vaultKey,
                        builder.random,
                        declared.memory(),
                        declared.leaderboards(),
                        watchdog),
                builder.clock);
        Community community;
        try {
            community = new Community(declared, partition, guests, idle(declared, partition, guests.rules()));
        } catch (RuntimeException | Error e) {
            partition.close();
            if (e instanceof CompletionException && e.getCause() instanceof LaurelException said) {
                throw said;
            }
            throw e;
        }
        try {
            // Whoever only follows takes nothing in: the process that writes has the connectors.
            guests.moveIn(partition, vertx::get, vertx::lender, access != Access.FOLLOW);
        } catch (RuntimeException | Error e) {
            community.close();
            throw e;
        }
        return community;
    }

    /** {@return what to say of leaderboards that nothing can move: by a unit that no rule gives and nobody has ever had} */
    private static List<String> idle(CommunityBuilder declared, Partition partition, RuleBook rules) {
        List<String> idle = new ArrayList<>();
        for (Declaration board : declared.leaderboards()) {
            boolean given =
                    rules.rules().stream().anyMatch(rule -> rule.spec().grants().contains(board.unit()));
            // A rule that is missing may be the one that gives it, and is told of anyway.
            if (board.ofMembers()
                    && !given
                    && rules.missing().isEmpty()
                    && new Questions(partition).top(board.unit(), 1).join().isEmpty()) {
                idle.add("the leaderboard " + board.name() + " ranks by " + board.unit()
                        + ", which no rule here gives and nobody has: check the unit");
            }
        }
        return idle;
    }
}
