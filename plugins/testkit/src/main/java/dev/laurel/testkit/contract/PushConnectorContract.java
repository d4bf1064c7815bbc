package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Extension;
import dev.laurel.spi.PushConnector;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.Receipt;
import dev.laurel.spi.activity.Reject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PushConnector} keeps. Of the SPI it checks: a delivery gives the activities that are in it, and the same ones
 * each time; one that is not acceptable as a whole, for example with a wrong signature, is a {@link DeliveryRejectedException}
 * with a code, and nothing else is thrown whatever arrives; of a delivery that {@link Delivery#isVerified()} neither signature
 * nor age are looked at again; {@code close()} lets go of everything; and no secret is in a message.
 *
 * <p>The subclass names the extension, gives samples, and says whether the source signs.
 */
public abstract class PushConnectorContract extends ExtensionUnderTest<PushConnector> {
    private static final int MOST_FLIPS = 2_000;
    private static final Duration LONG_AFTER = Duration.ofDays(400);

    /** The contract. */
    protected PushConnectorContract() {
        super(Extension.Kind.PUSH_CONNECTOR);
    }

    /** {@return deliveries as the source sends them, at least one with activities; each is received at its own time} */
    protected abstract List<DeliverySample> samples();

    /** {@return whether the source signs what it delivers, so that a changed body has to be noticed} */
    protected abstract boolean isSigned();

    /** {@return the headers without which, or with another value in which, a delivery is not acceptable; none if not said} */
    protected Set<String> signatureHeaders() {
        return Set.of();
    }

    /** {@return how long to wait for threads to end after {@code close()}} */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    final PushConnector cast(Object made) {
        return made instanceof PushConnector connector
                ? connector
                : fail("the factory of %s made a %s: return a PushConnector", extension(), made.getClass());
    }

    @Override
    final void close(PushConnector instance) throws Exception {
        instance.close();
    }

    private Receipt receive(Delivery delivery) throws Exception {
        return receive(delivery, delivery.receivedAt());
    }

    /** What a new instance says to a delivery at a time. */
    private Receipt receive(Delivery delivery, Instant now) throws Exception {
        Stage stage = stage();
        stage.clock().set(now);
        try (PushConnector connector = open(stage)) {
            return checked(connector.receive(delivery));
        } finally {
            secrets().assertNotIn("the log", stage.logger().everything());
        }
    }

    private static Receipt checked(Receipt receipt) {
        return receipt == null
                ? fail("receive returned null: return Receipt.of(List.of()) if there is nothing in the delivery")
                : receipt;
    }

    private static List<String> ids(Receipt receipt) {
        return receipt.activities().stream().map(Activity::id).toList();
    }

    @Test
    void givenTheSamples_whenReceived_thenTheyGiveTheirActivities() throws Exception {
        assertThat(samples())
                .as("samples: give at least one with activities, or the contract sees nothing")
                .anyMatch(sample -> !sample.ids().isEmpty());
        for (DeliverySample sample : samples()) {
            Receipt receipt = receive(sample.delivery());
            assertThat(ids(receipt))
                    .as("the ids of the activities in %s", sample.delivery())
                    .isEqualTo(sample.ids());
            assertThat(receipt.rejects())
                    .as("what of %s cannot be read", sample.delivery())
                    .isEmpty();
        }
    }

    @Test
    void givenADelivery_whenItComesAgain_thenTheActivitiesAreEqual() throws Exception {
        for (DeliverySample sample : samples()) {
            Stage stage = stage();
            stage.clock().set(sample.delivery().receivedAt());
            try (PushConnector connector = open(stage)) {
                List<Activity> once =
                        checked(connector.receive(sample.delivery())).activities();
                assertThat(checked(connector.receive(sample.delivery())).activities())
                        .as("what is in a delivery that comes again: take ids and times from it, never from chance, a"
                                + " counter or the clock, and refuse no second one")
                        .isEqualTo(once);
                assertThat(receive(sample.delivery()).activities())
                        .as("what another instance reads in the same delivery")
                        .isEqualTo(once);
            }
        }
    }

    @Test
    void givenASignedDelivery_whenAnyByteOfItsBodyIsChanged_thenItIsRejected() throws Exception {
        assumeTrue(isSigned(), "the source does not sign");
        for (DeliverySample sample : samples()) {
            for (Delivery changed : flipped(sample.delivery())) {
                assertRejected(changed, "a signed delivery with a changed byte in its body");
            }
            assertRejected(
                    with(sample.delivery(), sample.delivery().headers(), new byte[0]),
                    "a signed delivery without its body");
        }
    }

    @Test
    void givenASignedDelivery_whenItsSignatureIsChangedOrMissing_thenItIsRejected() throws Exception {
        assumeTrue(!signatureHeaders().isEmpty(), "no headers are named that hold the signature");
        for (DeliverySample sample : samples()) {
            for (String header : signatureHeaders()) {
                Map<String, List<String>> without =
                        new HashMap<>(sample.delivery().headers());
                List<String> values = without.remove(header.toLowerCase(Locale.ROOT));
                assertThat(values)
                        .as("the header %s of a sample: name one that is there", header)
                        .isNotEmpty();
                assertRejected(
                        with(sample.delivery(), without, sample.delivery().body()),
                        "a delivery without the header " + header);
                for (String other : changed(values.get(0))) {
                    Map<String, List<String>> headers = new HashMap<>(without);
                    headers.put(header, List.of(other));
                    assertRejected(
                            with(sample.delivery(), headers, sample.delivery().body()),
                            "a delivery with a changed letter in the header " + header);
                }
            }
        }
    }

    /** Not the last three letters: some of the bits of Base64's last one say nothing. */
    private static List<String> changed(String value) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < value.length() - 3; i++) {
            char other = value.charAt(i) == '0' ? '1' : '0';
            all.add(value.substring(0, i) + other + value.substring(i + 1));
        }
        return all;
    }

    private void assertRejected(Delivery delivery, String what) throws Exception {
        try {
            Receipt receipt = receive(delivery);
            fail(
                    "%s is accepted, with %s: compare the signature over all bytes, in constant time, before reading any",
                    what, receipt);
        } catch (DeliveryRejectedException e) {
            assertSound(e);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    what + " gives " + e + ": throw DeliveryRejectedException, so that the source hears what is wrong",
                    e);
        }
    }

    private void assertSound(DeliveryRejectedException e) {
        secrets().assertNotIn(e);
        if (!Names.isCode(e.code())) {
            fail("a delivery is rejected with the code '%s'; %s", e.code(), Names.CODE_FORM);
        }
        assertThat(e.getMessage())
                .as("the message of %s: what is wrong and what to do", e.code())
                .isNotBlank();
    }

    @Test
    void givenGarbage_whenReceived_thenItIsRejectedOrReadAndNothingElse() throws Exception {
        Delivery like = samples().get(0).delivery();
        for (byte[] garbage : Garbage.bodies()) {
            assertNothingElse(with(like, like.headers(), garbage));
            assertNothingElse(with(like, like.headers(), garbage).verified());
            assertNothingElse(with(like, Map.of(), garbage));
        }
        assertNothingElse(like.method("GET"));
        assertNothingElse(with(like, Map.of(), like.body()));
        assertNothingElse(with(like, Map.of(), like.body()).verified());
    }

    @Test
    void givenAKeptDelivery_whenAnyByteOfItIsBroken_thenItIsRejectedOrReadAndNothingElse() throws Exception {
        for (DeliverySample sample : samples()) {
            for (Delivery broken : flipped(sample.delivery())) {
                assertNothingElse(broken.verified());
            }
            byte[] body = sample.delivery().body();
            for (int length = 0; length < body.length; length += 1 + body.length / MOST_FLIPS) {
                assertNothingElse(with(sample.delivery(), sample.delivery().headers(), Arrays.copyOf(body, length))
                        .verified());
            }
        }
    }

    private void assertNothingElse(Delivery delivery) throws Exception {
        try {
            for (Reject reject : receive(delivery).rejects()) {
                secrets().assertNotIn("a reject", reject.toString());
                assertThat(Names.isCode(reject.code()))
                        .as("the code '%s' of a reject; %s", reject.code(), Names.CODE_FORM)
                        .isTrue();
            }
        } catch (DeliveryRejectedException e) {
            assertSound(e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(
                    "a delivery that makes no sense gives " + e
                            + ": throw DeliveryRejectedException if it cannot be read at"
                            + " all, put a Reject into the receipt if a part of it cannot, and bound depth and size",
                    e);
        }
    }

    @Test
    void givenAVerifiedDelivery_whenItComesOutOfTheDeadLettersLongAfter_thenItIsRead() throws Exception {
        for (DeliverySample sample : samples()) {
            Delivery kept = sample.delivery().verified();
            try {
                assertThat(ids(receive(kept, kept.receivedAt().plus(LONG_AFTER))))
                        .as("the activities of a delivery that an operator replays")
                        .isEqualTo(sample.ids());
            } catch (DeliveryRejectedException e) {
                fail(
                        "a delivery that isVerified() is rejected long after it arrived: %s: %s. Look at signature and age only if"
                                + " it is not verified",
                        e.code(), e.getMessage());
            }
        }
    }

    @Test
    void givenTheClock_whenReceived_thenTheTimeOfTheMachineIsNowhere() throws Exception {
        RealTime machine = new RealTime();
        for (DeliverySample sample : samples()) {
            for (Activity activity : receive(sample.delivery()).activities()) {
                machine.assertNot("the time of the activity " + activity.id(), activity.at());
            }
        }
    }

    @Test
    void givenAClosedConnector_whenLookedFor_thenNoThreadIsLeft() throws Exception {
        LeftThreads.assertNone(() -> receive(samples().get(0).delivery()), patience());
    }

    private static List<Delivery> flipped(Delivery delivery) {
        byte[] body = delivery.body();
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < body.length; i += 1 + body.length / MOST_FLIPS) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            all.add(with(delivery, delivery.headers(), changed));
        }
        return all;
    }

    private static Delivery with(Delivery delivery, Map<String, List<String>> headers, byte[] body) {
        return Delivery.of(delivery.path(), headers, body, delivery.receivedAt())
                .method(delivery.method());
    }
}
