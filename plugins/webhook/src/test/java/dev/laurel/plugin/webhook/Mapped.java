package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.DeliveryRejectedException;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a mapping makes of a delivery, as lines that can be compared and read. */
final class Mapped {
    private Mapped() {}

    /** Maps a body without headers by the text of a mapping. */
    static Receipt of(String yaml, String body) throws DeliveryRejectedException {
        return of(yaml, body, Map.of());
    }

    static Receipt of(String yaml, String body, Map<String, List<String>> headers) throws DeliveryRejectedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Delivery delivery = Delivery.of("/hooks", headers, bytes, Lent.NOW);
        return MappingReader.read(yaml, "shop.yaml").read(delivery, Body.read(bytes), "d1");
    }

    /** Every activity, then every reject, a line each. */
    static List<String> lines(Receipt receipt) {
        List<String> lines = new ArrayList<>();
        receipt.activities().forEach(each -> lines.add(line(each)));
        receipt.rejects().forEach(each -> lines.add("reject " + each.position() + " " + each.code()));
        return lines;
    }

    /** All that an activity says, in one line. */
    static String line(Activity activity) {
        StringBuilder line = new StringBuilder()
                .append(activity.type())
                .append(" ")
                .append(activity.id())
                .append(" at ")
                .append(activity.at());
        activity.withdraws().ifPresent(id -> line.append(" withdraws ").append(id));
        activity.actors()
                .forEach((role, actor) ->
                        line.append(" ").append(role).append("=").append(actor(actor)));
        activity.object().ifPresent(object -> line.append(" about ").append(object(object)));
        activity.amount().ifPresent(amount -> line.append(" amount=").append(amount));
        activity.attributes()
                .forEach(
                        (key, value) -> line.append(" ").append(key).append("=").append(value));
        activity.text().ifPresent(text -> line.append(" text=\"").append(text).append("\""));
        line.append(activity.revision() == 0 ? "" : " revision=" + activity.revision());
        line.append(activity.sequence() == 0 ? "" : " sequence=" + activity.sequence());
        return line.toString();
    }

    private static String actor(Actor actor) {
        String attributes = actor.attributes().entrySet().stream()
                .map(each -> "," + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
        return actor.id() + actor.name().map(name -> "(" + name + ")").orElse("") + attributes;
    }

    private static String object(ObjectRef object) {
        return object.type().orElse("?") + " " + object.id()
                + object.title().map(title -> " \"" + title + "\"").orElse("")
                + object.parent().map(parent -> " in " + parent).orElse("")
                + object.author().map(author -> " by " + actor(author)).orElse("")
                + (object.topics().isEmpty() ? "" : " topics=" + object.topics())
                + object.state().map(state -> " " + state).orElse("");
    }
}
