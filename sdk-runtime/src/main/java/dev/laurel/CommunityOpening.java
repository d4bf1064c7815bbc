package dev.laurel;

import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.PartitionSettings;
import dev.laurel.plugin.ConnectorInstance;
import dev.laurel.plugin.PluginCatalog;
import dev.laurel.plugin.RuleBook;
import dev.laurel.plugin.Selection;
import dev.laurel.store.Access;
import dev.laurel.store.SqliteStore;
import java.nio.file.Path;
import java.util.List;

/** Opens communities: their files, partitions and connectors. */
final class CommunityOpening {
    private final LaurelBuilder builder;
    private final PluginCatalog catalog;
    private final OwnVertx vertx;

    CommunityOpening(LaurelBuilder builder, PluginCatalog catalog, OwnVertx vertx) {
        this.builder = builder;
        this.catalog = catalog;
        this.vertx = vertx;
    }

    /** Opens a community with rules that are made; they are closed with it, or by the caller if this throws. */
    Community open(CommunityBuilder declared, RuleBook rules) {
        Path file = Laurel.file(builder, declared.name());
        Access access = Access.valueOf(builder.whenBusy.name());
        Partition partition = Partition.open(
                declared.name(),
                () -> SqliteStore.open(file, access, builder.waitUpTo, builder.clock),
                new PartitionSettings(
                        declared.zone(),
                        rules,
                        builder.vaultKey,
                        builder.random,
                        declared.memory(),
                        declared.leaderboards()),
                builder.clock);
        Community community = new Community(declared, partition, rules);
        try {
            ConnectorInstance.Home home = new ConnectorInstance.Home(declared.name(), partition, builder.clock);
            // Whoever only follows takes nothing in: the process that writes has the connectors.
            List<Selection> connectors = access == Access.FOLLOW ? List.of() : declared.connectors();
            for (Selection connector : connectors) {
                community.add(ConnectorInstance.deploy(vertx.get(), catalog, connector, home));
            }
        } catch (RuntimeException | Error e) {
            community.close();
            throw e;
        }
        return community;
    }
}
