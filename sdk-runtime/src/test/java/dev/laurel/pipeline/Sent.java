package dev.laurel.pipeline;

import dev.laurel.spi.activity.Activity;

/** An activity on its way from a source. */
record Sent(String source, Activity activity) {

    String key() {
        return source + "/" + activity.id();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(activity.at().toString())
                .append(' ')
                .append(source)
                .append(' ')
                .append(activity.type())
                .append(" #")
                .append(activity.id())
                .append(" seq ")
                .append(activity.sequence());
        activity.actors()
                .forEach((role, actor) ->
                        text.append(' ').append(role).append('=').append(actor.id()));
        activity.object().ifPresent(object -> {
            text.append(" object ").append(object.id());
            object.type().ifPresent(type -> text.append(" type ").append(type));
            object.parent().ifPresent(parent -> text.append(" in ").append(parent));
            object.author().ifPresent(author -> text.append(" by ").append(author.id()));
            text.append(object.authorless() ? " by nobody" : "");
            text.append(object.topics().isEmpty() ? "" : " topics " + object.topics());
            object.state().ifPresent(state -> text.append(" state ").append(state));
        });
        activity.amount().ifPresent(amount -> text.append(" amount ").append(amount));
        activity.withdraws().ifPresent(id -> text.append(" withdraws #").append(id));
        text.append(activity.revision() > 0 ? " revision " + activity.revision() : "");
        return text.toString();
    }
}
