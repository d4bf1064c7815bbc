package dev.laurel.specimen;

import dev.laurel.spi.Channel;
import dev.laurel.spi.PermanentFailureException;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.spi.reward.Notification;
import dev.laurel.testkit.contract.Flaw;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Hands a mail to a provider, under the notification's id. */
final class Mail implements Channel {
    private final PluginContext context;
    private boolean sent;

    Mail(PluginContext context) {
        this.context = context;
        if (Flaw.CHANNEL_LEAVES_THREAD.here()) {
            LastingThread.start("mail");
        }
    }

    @Override
    public void send(Notification notification) throws Exception {
        if (Flaw.CHANNEL_REFUSES_SECOND.here() && sent) {
            throw new IllegalStateException("sent already");
        }
        String id = Flaw.CHANNEL_ID_BY_CHANCE.here() ? UUID.randomUUID().toString() : notification.id();
        String date = Flaw.CHANNEL_TIME_OF_MACHINE.here()
                ? Instant.now().toString()
                : context.clock().instant().toString();
        String mail =
                id + "\n" + date + "\n" + notification.recipient().attributes().get("mail") + "\n"
                        + notification.words().in(notification.locale());
        String to = Flaw.CHANNEL_NAMES_RECIPIENT.here()
                ? " to " + notification.recipient().attributes()
                : "";
        try {
            Response response = context.http()
                    .send(Request.post(
                                    URI.create(context.settings().get(ForumPlugin.BASE) + "/mail"),
                                    "text/plain",
                                    mail.getBytes(StandardCharsets.UTF_8))
                            .header(
                                    "authorization",
                                    "Bearer ",
                                    context.settings().get(ForumPlugin.TOKEN)));
            if (response.status() == 401 && !Flaw.CHANNEL_RETRIES_REJECTED_CREDENTIAL.here()) {
                String body = Flaw.CHANNEL_SECRET_IN_MESSAGE.here()
                        ? context.settings().get(ForumPlugin.TOKEN).reveal()
                        : "";
                throw new PermanentFailureException("the provider refuses the token " + body + ": set another one");
            }
            if (!response.isSuccess()) {
                throw new IOException("notification " + id + to + ": status " + response.status());
            }
            sent = true;
        } catch (IOException e) {
            if (Flaw.CHANNEL_FOR_GOOD_ON_FAILURE.here()) {
                throw new PermanentFailureException("no mail: look after it", e);
            }
            if (!Flaw.CHANNEL_SWALLOWS_FAILURE.here()) {
                throw e;
            }
        }
    }
}
