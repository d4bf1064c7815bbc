package dev.laurel.plugin.webhook;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An activity with blanks that a delivery fills in.
 *
 * @param type what kind of thing happened
 * @param id its id
 * @param at when it happened
 * @param roles who takes part, by role
 * @param object what it is about; null if the mapping does not say
 * @param amount a quantity; null if the mapping has none
 * @param attributes further values, by key
 * @param text what was written; null if the mapping has none
 * @param withdraws the id of the activity that it takes back; null if it takes none back
 * @param revision the version of a state; null if the source tells of events
 * @param sequence the source's own order; null if the mapping has none
 */
record ActivityForm(
        String type,
        Value id,
        TimeForm at,
        Map<Role, ActorForm> roles,
        @Nullable ObjectForm object,
        @Nullable AmountForm amount,
        Map<String, AttributeForm> attributes,
        @Nullable Value text,
        @Nullable Value withdraws,
        @Nullable Value revision,
        @Nullable Value sequence) {
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    Activity fill(Scope scope) throws FieldException {
        Activity.Builder activity = Activity.of(type, id.need(scope)).at(at.time(scope));
        for (Map.Entry<Role, ActorForm> each : roles.entrySet()) {
            Actor actor = each.getValue().fill(scope);
            if (actor != null) {
                activity.by(each.getKey(), actor);
            }
        }
        if (object != null) {
            activity.about(object.fill(scope));
        }
        if (amount != null) {
            amount.amount(scope).ifPresent(activity::amount);
        }
        for (Map.Entry<String, AttributeForm> each : attributes.entrySet()) {
            each.getValue().fill(activity, each.getKey(), scope);
        }
        String written = text == null ? null : text.text(scope);
        if (written != null) {
            activity.text(written);
        }
        if (withdraws != null) {
            activity.withdraws(withdraws.need(scope));
        }
        if (revision != null) {
            activity.revision(number(revision, POSITIVE, "a whole number from 1 on", scope));
        }
        if (sequence != null) {
            activity.sequence(number(sequence, WHOLE, "a whole number of at most 18 digits", scope));
        }
        return activity.build();
    }

    private static long number(Value value, Pattern allowed, String wanted, Scope scope) throws FieldException {
        String digits = value.need(scope);
        if (!allowed.matcher(digits).matches()) {
            Pointer pointer = value.pointers().get(0);
            throw FieldException.unexpected(scope.at(pointer), value.place(), wanted);
        }
        return Long.parseLong(digits);
    }
}
