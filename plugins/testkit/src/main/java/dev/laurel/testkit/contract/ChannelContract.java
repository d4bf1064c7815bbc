package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laurel.spi.Channel;
import dev.laurel.spi.Extension;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.reward.Notification;
import dev.laurel.spi.reward.Words;
import dev.laurel.testkit.http.Asked;
import dev.laurel.testkit.http.FakeHttp;
import dev.laurel.testkit.http.Fault;
import dev.laurel.testkit.http.Faulty;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Channel} keeps. Of the SPI it checks: the same notification, with the same id, may be sent again after a
 * crash; a failure is an exception, and a {@link PermanentFailureException} only if sending it again cannot help;
 * {@code close()} lets go of everything; the time is the context's; and neither a secret nor the recipient is in a message.
 *
 * <p>The subclass names the extension and scripts the provider.
 */
public abstract class ChannelContract extends ExtensionUnderTest<Channel> {

    /** The contract. */
    protected ChannelContract() {
        super(Extension.Kind.CHANNEL);
    }

    /** {@return notifications to send; one in each language if not said} */
    protected List<Notification> samples() {
        Words words = Words.of(
                "badge-earned",
                "You have the badge {0}: other people's votes count.",
                "Vous avez le badge {0} : les votes des autres comptent.",
                "good-answer");
        Actor ada = Actor.of("ada-lovelace").named("Ada Lovelace").with("mail", "ada@example.org");
        return List.of(
                Notification.of("note-1", ada, Locale.ENGLISH, words),
                Notification.of("note-2", ada, Locale.FRENCH, words));
    }

    /**
     * What is to fail where the contract wants a failure: the HTTP client if not said. Say something else if the channel does not
     * send by HTTP. Called after {@link #script} and {@link #settings}, once for each instance.
     *
     * @param http the client that is lent
     * @return what can be told to fail
     */
    protected Faulty source(FakeHttp http) {
        return http;
    }

    /** {@return how long to wait for threads to end after {@code close()}} */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    final Channel cast(Object made) {
        return made instanceof Channel channel
                ? channel
                : fail("the factory of %s made a %s: return a Channel", extension(), made.getClass());
    }

    @Override
    final void close(Channel instance) throws Exception {
        instance.close();
    }

    private void send(Stage stage, Notification notification) throws Exception {
        try (Channel channel = open(stage)) {
            channel.send(notification);
        }
    }

    @Test
    void givenNotifications_whenSent_thenNothingIsThrownAndAllIsExpected() throws Exception {
        Stage stage = stage();
        try (Channel channel = open(stage)) {
            for (Notification notification : samples()) {
                channel.send(notification);
            }
        }
        stage.http().assertAllExpected();
    }

    @Test
    void givenANotification_whenSentAgainWithItsId_thenTheProviderIsToldTheSame() throws Exception {
        for (Notification notification : samples()) {
            Stage stage = stage();
            try (Channel channel = open(stage)) {
                channel.send(notification);
                int once = stage.http().asked();
                channel.send(notification);
                List<Asked> requests = stage.http().requests();
                assertThat(requests.subList(once, requests.size()))
                        .as("requests for a notification that is sent again: the same, with the notification's id and"
                                + " nothing by chance, so that a provider can tell that it has it already")
                        .isEqualTo(requests.subList(0, once));
            }
            Stage afterCrash = stage();
            send(afterCrash, notification);
            List<Asked> before = stage.http().requests();
            assertThat(afterCrash.http().requests())
                    .as("requests for a notification that another instance sends again, after a crash")
                    .isEqualTo(before.subList(0, before.size() / 2));
        }
    }

    @Test
    void givenAPassingFailure_whenSent_thenItIsAnExceptionAndNotForGood() throws Exception {
        int requests = requests();
        Notification notification = samples().get(0);
        for (Fault fault : Arrays.stream(Fault.values())
                .filter(Fault::isPassing)
                .filter(fault -> fault != Fault.CUT_BODY)
                .toList()) {
            for (int nth = 1; nth <= requests; nth++) {
                Stage stage = stage();
                Faulty source = source(stage.http());
                source.fail(nth, fault);
                String where = fault + " at request " + nth;
                try {
                    send(stage, notification);
                    assertThat(source.asked())
                            .as("%s is swallowed: throw an exception, or the member is never told", where)
                            .isGreaterThan(requests);
                } catch (PermanentFailureException e) {
                    fail(
                            "%s is a PermanentFailureException: '%s'. The member would never be told; throw IOException, or let"
                                    + " through what Http throws, for what passes by itself",
                            where, e.getMessage());
                } catch (Exception expected) {
                    // It is sent again, see below.
                }
                send(stage, notification);
            }
        }
    }

    private int requests() throws Exception {
        Stage undisturbed = stage();
        Faulty counted = source(undisturbed.http());
        send(undisturbed, samples().get(0));
        assumeTrue(
                counted.asked() > 0,
                "the channel asked nothing of the HTTP client it was lent: say with source(...) what is to fail instead");
        return counted.asked();
    }

    @Test
    void givenARejectedCredential_whenSent_thenItIsAFailureForGood() throws Exception {
        assumeTrue(!secrets().isEmpty(), "there is no secret setting, so no credential that could be rejected");
        requests();
        Stage stage = stage();
        source(stage.http()).failAlways(Fault.UNAUTHORIZED);
        try {
            send(stage, samples().get(0));
        } catch (PermanentFailureException expected) {
            assertThat(expected.getMessage())
                    .as("the message: what failed, why, and what to do")
                    .isNotBlank();
            return;
        } catch (Exception e) {
            fail(
                    "with status 401 to every request, %s was thrown: throw PermanentFailureException, for sending it again cannot"
                            + " help",
                    e.toString());
        }
        fail("status 401 is swallowed: throw PermanentFailureException, so that an operator hears of it");
    }

    @Test
    void givenFailures_whenLookedThrough_thenNeitherSecretsNorTheRecipientAreThere() throws Exception {
        Secrets secrets = secrets();
        for (Fault fault : Fault.values()) {
            Stage stage = stage();
            source(stage.http()).failAlways(fault);
            try {
                send(stage, samples().get(0));
            } catch (Exception e) {
                secrets.assertNotIn(e);
                assertNobody("an exception's message", String.valueOf(e.getMessage()));
            } finally {
                Thread.interrupted();
            }
            secrets.assertNotIn("the log", stage.logger().everything());
            assertNobody("the log", stage.logger().everything());
        }
    }

    private void assertNobody(String where, String text) {
        Actor recipient = samples().get(0).recipient();
        recipient.name().ifPresent(name -> assertNot(where, text, name));
        recipient.attributes().values().forEach(value -> assertNot(where, text, value));
    }

    private static void assertNot(String where, String text, String personal) {
        assertThat(text)
                .as("%s: name the notification by its id, never its recipient, for logs are kept", where)
                .doesNotContain(personal);
    }

    @Test
    void givenTheClock_whenSent_thenTheTimeOfTheMachineIsNowhere() throws Exception {
        RealTime machine = new RealTime();
        Stage stage = stage();
        send(stage, samples().get(0));
        stage.http().requests().forEach(machine::assertNotIn);
    }

    @Test
    void givenAClosedChannel_whenLookedFor_thenNoThreadIsLeftAndAnotherOneWorks() throws Exception {
        LeftThreads.assertNone(
                () -> {
                    send(stage(), samples().get(0));
                    return "";
                },
                patience());
        send(stage(), samples().get(0));
    }
}
