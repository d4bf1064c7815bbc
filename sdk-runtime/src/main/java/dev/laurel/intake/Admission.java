package dev.laurel.intake;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the shape of activities before anything else does: bounds, characters, clock skew. What needs the community's
 * knowledge (duplicates, parents, withdrawals) is looked at later. Safe for use by several threads, so that callers
 * check and hash on their own.
 */
public final class Admission {
    private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();

    private final KeyedHash hash;

    /**
     * An admission.
     *
     * @param hash hashes ids
     */
    public Admission(KeyedHash hash) {
        this.hash = hash;
    }

    /** The answer to {@link #check}: one of the two is there. */
    public record Checked(
            @Nullable Accepted accepted, @Nullable Refusal refusal) {}

    /**
     * Looks at an activity.
     *
     * @param source where it comes from
     * @param activity the activity
     * @param now the time
     * @return the activity with its hashes, or why not
     */
    public Checked check(String source, Activity activity, Instant now) {
        Refusal refusal = refusal(source, activity, now);
        if (refusal != null) {
            return new Checked(null, refusal);
        }
        long at = micros(activity.at());
        return new Checked(new Accepted(source, activity, at, new Hashes(hash, source, activity, at)), null);
    }

    /**
     * A time as the log has it.
     *
     * @param instant the time
     * @return microseconds since 1970
     */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static @Nullable Refusal refusal(String source, Activity activity, Instant now) {
        Refusal refusal = word("/source", source, "SOURCE");
        refusal = refusal != null ? refusal : type(activity.type());
        refusal = refusal != null ? refusal : id("/id", activity.id(), "ID");
        refusal = refusal != null ? refusal : time(activity.at(), now);
        refusal = refusal != null ? refusal : actors(activity);
        refusal = refusal != null ? refusal : object(activity);
        refusal = refusal != null ? refusal : values(activity);
        if (refusal == null && activity.revision() < 0) {
            return new Refusal(
                    "REVISION_NEGATIVE",
                    "/revision: " + activity.revision() + " is less than 1: count revisions up from 1, or send none");
        }
        if (refusal == null && activity.withdraws().isPresent()) {
            String withdrawn = activity.withdraws().get();
            refusal = id("/withdraws", withdrawn, "WITHDRAWS");
            if (refusal == null && withdrawn.equals(activity.id())) {
                refusal = new Refusal(
                        "WITHDRAWS_ITSELF", "/withdraws: an activity cannot take itself back: name another one's id");
            }
        }
        return refusal;
    }

    private static @Nullable Refusal type(String type) {
        Refusal refusal = word("/type", type, "TYPE");
        if (refusal == null && !isType(type)) {
            // Not repeated: what is no type may be anything.
            return new Refusal(
                    "TYPE_NOT_LOWER_CASE",
                    "/type: has other characters than lower case letters, digits, dots, hyphens and underscores: "
                            + "write it like answer.accepted, for rules listen to exactly that");
        }
        return refusal;
    }

    private static boolean isType(String type) {
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || (c != '.' && c != '-' && c != '_'))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Refusal time(Instant at, Instant now) {
        if (Duration.between(now, at).compareTo(Bounds.AHEAD) > 0) {
            return new Refusal(
                    "TIME_AHEAD",
                    "/at: " + at.truncatedTo(ChronoUnit.SECONDS) + " is more than "
                            + Bounds.AHEAD.toMinutes() + " minutes ahead of the community's clock ("
                            + now.truncatedTo(ChronoUnit.SECONDS)
                            + "): send it when it has happened, or set the source's clock");
        }
        if (at.getEpochSecond() < EARLIEST) {
            return new Refusal(
                    "TIME_TOO_OLD", "/at: " + year(at) + " is before the year 1900: check the unit of the time");
        }
        return null;
    }

    private static String year(Instant at) {
        try {
            return "the year " + at.atZone(java.time.ZoneOffset.UTC).getYear();
        } catch (DateTimeException e) {
            return "a time without a year";
        }
    }

    private static @Nullable Refusal actors(Activity activity) {
        if (activity.actors().size() > Bounds.LIST) {
            return tooMany("/actors", activity.actors().size(), Bounds.LIST, "TOO_MANY_ROLES");
        }
        for (var named : activity.actors().entrySet()) {
            // A key that is not acceptable is not repeated either: it may be of any length, or no text at all.
            Refusal refusal = word("/actors", named.getKey().name(), "ROLE");
            refusal = refusal != null
                    ? refusal
                    : actor("/actors/" + named.getKey().name(), named.getValue());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable Refusal actor(String where, Actor actor) {
        Refusal refusal = id(where + "/id", actor.id(), "ACTOR_ID");
        if (refusal == null && actor.name().isPresent()) {
            refusal = text(where + "/name", actor.name().get(), Bounds.NAME, "NAME");
        }
        if (refusal == null && actor.attributes().size() > Bounds.ATTRIBUTES) {
            refusal =
                    tooMany(where + "/attributes", actor.attributes().size(), Bounds.ATTRIBUTES, "TOO_MANY_ATTRIBUTES");
        }
        if (refusal == null) {
            for (Map.Entry<String, String> entry : actor.attributes().entrySet()) {
                refusal = refusal != null ? refusal : word(where + "/attributes", entry.getKey(), "ATTRIBUTE_KEY");
                refusal = refusal != null
                        ? refusal
                        : text(where + "/attributes/" + entry.getKey(), entry.getValue(), Bounds.VALUE, "ATTRIBUTE");
            }
        }
        return refusal;
    }

    private static @Nullable Refusal object(Activity activity) {
        ObjectRef object = activity.object().orElse(null);
        if (object == null) {
            return null;
        }
        Refusal refusal = id("/object/id", object.id(), "OBJECT_ID");
        if (refusal == null && object.type().isPresent()) {
            refusal = word("/object/type", object.type().get(), "OBJECT_TYPE");
        }
        if (refusal == null && object.parent().isPresent()) {
            refusal = id("/object/parent", object.parent().get(), "PARENT_ID");
        }
        if (refusal == null
                && object.parent().isPresent()
                && object.parent().get().equals(object.id())) {
            refusal = new Refusal(
                    "PARENT_CYCLE",
                    "/object/parent: an object cannot belong to itself: name what it belongs to, or nothing");
        }
        if (refusal == null && object.author().isPresent()) {
            refusal = actor("/object/author", object.author().get());
        }
        if (refusal == null && object.title().isPresent()) {
            refusal = text("/object/title", object.title().get(), Bounds.TITLE, "TITLE");
        }
        if (refusal == null && object.topics().size() > Bounds.LIST) {
            refusal = tooMany("/object/topics", object.topics().size(), Bounds.LIST, "TOO_MANY_TOPICS");
        }
        for (String topic : object.topics()) {
            refusal = refusal != null ? refusal : word("/object/topics", topic, "TOPIC");
        }
        return refusal;
    }

    private static @Nullable Refusal values(Activity activity) {
        if (activity.attributes().size() > Bounds.ATTRIBUTES) {
            return tooMany("/attributes", activity.attributes().size(), Bounds.ATTRIBUTES, "TOO_MANY_ATTRIBUTES");
        }
        if (Math.abs(Math.max(activity.amount().orElse(0), -Long.MAX_VALUE)) > Bounds.AMOUNT) {
            return new Refusal(
                    "AMOUNT_OUT_OF_BOUNDS",
                    "/amount: " + activity.amount().getAsLong() + " is beyond " + Bounds.AMOUNT
                            + " either way: check its unit");
        }
        for (Map.Entry<String, Object> entry : activity.attributes().entrySet()) {
            Refusal refusal = word("/attributes", entry.getKey(), "ATTRIBUTE_KEY");
            String where = "/attributes/" + (refusal == null ? entry.getKey() : "");
            if (refusal == null && entry.getValue() instanceof Double number && !Double.isFinite(number)) {
                refusal = new Refusal(
                        "NUMBER_NOT_FINITE", where + ": " + number + " is not a number to reckon with: leave it out");
            }
            if (refusal == null && entry.getValue() instanceof String value) {
                refusal = text(where, value, Bounds.VALUE, "ATTRIBUTE");
            }
            if (refusal != null) {
                return refusal;
            }
        }
        return activity.text()
                .map(text -> text("/text", text, Bounds.TEXT, "TEXT"))
                .orElse(null);
    }

    private static Refusal tooMany(String where, int count, int most, String code) {
        return new Refusal(code, where + ": " + count + " are more than " + most + ": leave out what nobody reads");
    }

    private static @Nullable Refusal id(String where, String id, String what) {
        if (id.isBlank()) {
            return new Refusal(what + "_MISSING", where + ": is empty; give the id that the source uses");
        }
        return text(where, id, Bounds.ID, what);
    }

    private static @Nullable Refusal word(String where, String word, String what) {
        if (word.isBlank()) {
            return new Refusal(what + "_MISSING", where + ": is empty; give a short name");
        }
        return text(where, word, Bounds.WORD, what);
    }

    private static @Nullable Refusal text(String where, String text, int most, String what) {
        if (text.length() > most) {
            return new Refusal(
                    what + "_TOO_LONG",
                    where + ": "
                            + String.format(
                                    Locale.ROOT, "%d characters are more than %d: shorten it", text.length(), most));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c == 0) {
                return new Refusal(
                        what + "_NOT_TEXT",
                        where + ": character " + (i + 1) + " is half of a character or zero: send valid Unicode");
            }
        }
        return null;
    }
}
