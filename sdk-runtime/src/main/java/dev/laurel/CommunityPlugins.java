package dev.laurel;

import dev.laurel.pipeline.Commands;
import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.Questions;
import dev.laurel.plugin.Guests;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.view.InstanceStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** What plugins do for a community. Safe for use by several threads. */
public final class CommunityPlugins {
    private final String community;
    private final Partition partition;
    private final Guests guests;

    CommunityPlugins(String community, Partition partition, Guests guests) {
        this.community = community;
        this.partition = partition;
        this.guests = guests;
    }

    /** {@return how the instances are doing: sets of rules, then connectors} */
    public List<InstanceStatus> instances() {
        return guests.statuses();
    }

    /**
     * Hands a delivery to a push connector, for hosts that receive webhooks themselves; {@link Laurel#web} has a route for
     * it otherwise.
     *
     * @param source the connector's source
     * @param delivery what came, byte for byte
     * @return what to answer, once what it held is durable; fails with a {@link
     *     dev.laurel.spi.activity.DeliveryRejectedException} if it is not acceptable, and with a {@link
     *     dev.laurel.view.LaurelException} if the source has to send it again
     * @throws IllegalArgumentException if there is no connector for the source here
     */
    public CompletableFuture<Receipt> deliver(String source, Delivery delivery) {
        CompletableFuture<Receipt> receipt = guests.deliver(source, Objects.requireNonNull(delivery, "delivery"));
        if (receipt == null) {
            throw noConnector(community, source);
        }
        return receipt.thenApplyAsync(each -> each, partition.answering());
    }

    static IllegalArgumentException noConnector(String community, String source) {
        return new IllegalArgumentException("community " + community + " has no connector for the source " + source
                + " here: declare it, or ask where the community is open for writing");
    }

    /** {@return to how many members each rule owes answers, because it failed or was suspended; empty if none does} */
    public CompletableFuture<Map<String, Integer>> owing() {
        return new Questions(partition).owing();
    }

    /**
     * Decides that a rule owes nothing any more of what it missed because it failed or was suspended: it is never asked
     * about that again, and what it had granted before stays.
     *
     * @param rule {@code PLUGIN/EXTENSION/RULE}, one of {@link #owing}
     * @param by who decided, a role rather than a name; kept for good, so not a member's name
     * @param reason why; kept for good, without personal data
     * @return completes when it is durable; fails if the rule owes nothing
     */
    public CompletableFuture<Void> waive(String rule, String by, String reason) {
        return new Commands(partition)
                .waive(
                        Objects.requireNonNull(rule, "rule"),
                        Objects.requireNonNull(by, "by"),
                        Objects.requireNonNull(reason, "reason"));
    }
}
