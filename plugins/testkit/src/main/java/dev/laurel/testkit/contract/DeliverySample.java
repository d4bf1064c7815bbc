package dev.laurel.testkit.contract;

import dev.laurel.spi.activity.Delivery;
import java.util.List;
import java.util.Objects;

/** A delivery as the source sends it, and what it holds. Immutable. */
public final class DeliverySample {
    private final Delivery delivery;
    private final List<String> ids;

    private DeliverySample(Delivery delivery, List<String> ids) {
        this.delivery = Objects.requireNonNull(delivery, "delivery");
        this.ids = ids;
    }

    /**
     * A sample.
     *
     * @param delivery the delivery; if the source signs, signed with the secret of the settings
     * @param ids the ids of the activities in it, in order; none for a challenge
     * @return the sample
     */
    public static DeliverySample of(Delivery delivery, String... ids) {
        return new DeliverySample(delivery, List.of(ids));
    }

    Delivery delivery() {
        return delivery;
    }

    List<String> ids() {
        return ids;
    }

    @Override
    public String toString() {
        return delivery + " with " + ids;
    }
}
