package dev.laurel.plugin.webhook;

import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Takes one delivery after another: looks at its size, its signature and its age, answers what is only a question, and
 * leaves the rest to the mapping. It keeps nothing from one delivery to the next: that a delivery has come before, the
 * ids of its activities tell the community.
 */
final class DeliveryConnector implements PushConnector {
    private final Scheme scheme;
    private final Signatures signatures;
    private final Mapping mapping;
    private final Secret verifyToken;
    private final long longestBody;

    /**
     * A connector.
     *
     * @param scheme how the source signs
     * @param signatures what decides whether a delivery is from it
     * @param mapping what a delivery means
     * @param verifyToken what a challenge by GET has to know
     * @param longestBody bytes
     */
    DeliveryConnector(Scheme scheme, Signatures signatures, Mapping mapping, Secret verifyToken, long longestBody) {
        this.scheme = scheme;
        this.signatures = signatures;
        this.mapping = mapping;
        this.verifyToken = verifyToken;
        this.longestBody = longestBody;
    }

    @Override
    public Receipt receive(Delivery delivery) throws DeliveryRejectedException {
        if (delivery.method().equals("GET")) {
            return mapping.challenge()
                    .orElseGet(() -> new Challenge(null, List.of(), null, null))
                    .answer(delivery, verifyToken);
        }
        if (!delivery.method().equals("POST")) {
            throw new DeliveryRejectedException(
                    "METHOD_UNEXPECTED", "a delivery comes by POST: set this method at the source", 405);
        }
        byte[] body = delivery.body();
        if (body.length > longestBody) {
            throw new DeliveryRejectedException(
                    "BODY_TOO_LARGE",
                    "the body has " + body.length + " bytes, more than the setting max-body-bytes of " + longestBody
                            + ": raise it, or let the source send less in one delivery",
                    413);
        }
        if (!delivery.isVerified()) {
            signatures.check(delivery, body);
        }
        if (scheme.isPing(delivery)) {
            return Receipt.of(List.of());
        }
        Json root = Body.read(body);
        Optional<Receipt> answer = answer(Scope.of(delivery, root));
        return answer.isPresent() ? answer.get() : mapping.read(delivery, root, id(delivery, root, body));
    }

    private Optional<Receipt> answer(Scope scope) throws DeliveryRejectedException {
        Optional<Challenge> own = scheme.challenge();
        Optional<Receipt> answer = own.isPresent() ? own.get().answer(scope) : Optional.empty();
        if (answer.isEmpty() && mapping.challenge().isPresent()) {
            return mapping.challenge().get().answer(scope);
        }
        return answer;
    }

    private String id(Delivery delivery, Json root, byte[] body) {
        return mapping.deliveryId()
                .or(scheme::deliveryId)
                .map(place -> place.of(delivery, root, body))
                .orElseGet(() -> DeliveryId.digest(body));
    }
}
