package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Delivery;
import java.util.List;
import java.util.Optional;

/** How sources sign what they deliver, and what else each of them does in its own way. */
enum Scheme {
    /** Not at all: whoever reaches the address is believed. */
    NONE("none", "", ""),
    /** As <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks 1.0</a> says. */
    STANDARD_WEBHOOKS("standard-webhooks", "webhook-id", ""),
    /** GitHub: the body alone is signed, without a time. */
    GITHUB("github", "X-GitHub-Delivery", ""),
    /** Stripe: time and body, several signatures while a secret is rolled. */
    STRIPE("stripe", "", "/id"),
    /** Slack's signing secret, version 0. */
    SLACK("slack", "", "/event_id"),
    /** Discourse: the body alone is signed, without a time. */
    DISCOURSE("discourse", "X-Discourse-Event-Id", "");

    private final String word;
    private final String idHeader;
    private final String idPointer;

    Scheme(String word, String idHeader, String idPointer) {
        this.word = word;
        this.idHeader = idHeader;
        this.idPointer = idPointer;
    }

    /** {@return the words that an operator may write} */
    static String[] words() {
        return List.of(values()).stream().map(Scheme::word).toArray(String[]::new);
    }

    /** {@return the scheme that a word stands for} */
    static Scheme of(String word) {
        return List.of(values()).stream()
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scheme " + word));
    }

    /** {@return what an operator writes} */
    String word() {
        return word;
    }

    /** {@return where the source writes the id of a delivery; empty if it has none that is always there} */
    Optional<DeliveryId> deliveryId() {
        if (!idHeader.isEmpty()) {
            return Optional.of(DeliveryId.inHeader(idHeader));
        }
        return idPointer.isEmpty() ? Optional.empty() : Optional.of(DeliveryId.at(Pointer.parse(idPointer)));
    }

    /** {@return whether the source only asks whether somebody is there: nothing is to be mapped, any 2xx will do} */
    boolean isPing(Delivery delivery) {
        return switch (this) {
            case GITHUB -> delivery.header("X-GitHub-Event").equals(List.of("ping"));
            case DISCOURSE -> delivery.header("X-Discourse-Event-Type").equals(List.of("ping"));
            default -> false;
        };
    }

    /** {@return what the source asks in a body to see that the address is ours; empty if it never does} */
    Optional<Challenge> challenge() {
        return this == SLACK ? Optional.of(Challenge.ofSlack()) : Optional.empty();
    }
}
