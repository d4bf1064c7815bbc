package dev.laurel.intake;

import dev.laurel.log.Bytes;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keyed hashes of all ids in an activity, and the digest of its content. */
final class Hashes {
    final long[] id;
    final long digest;
    final String[] roles;
    final long[] actors;
    final long @Nullable [] object;
    final long @Nullable [] parent;
    final long @Nullable [] author;
    final long @Nullable [] withdraws;

    Hashes(KeyedHash keyed, String source, Activity activity, long at) {
        this.id = one(keyed, KeyedHash.Domain.ACTIVITY, source, activity.id());
        int count = activity.actors().size();
        this.roles = new String[count];
        this.actors = new long[count * 2];
        int i = 0;
        for (Map.Entry<Role, Actor> entry : inOrder(activity)) {
            roles[i] = entry.getKey().name();
            long[] hash = one(
                    keyed, KeyedHash.Domain.IDENTITY, source, entry.getValue().id());
            actors[2 * i] = hash[0];
            actors[2 * i + 1] = hash[1];
            i++;
        }
        ObjectRef about = activity.object().orElse(null);
        this.object = about == null ? null : one(keyed, KeyedHash.Domain.OBJECT, source, about.id());
        this.parent = about == null || about.parent().isEmpty()
                ? null
                : one(keyed, KeyedHash.Domain.OBJECT, source, about.parent().get());
        this.author = about == null || about.author().isEmpty()
                ? null
                : one(
                        keyed,
                        KeyedHash.Domain.IDENTITY,
                        source,
                        about.author().get().id());
        this.withdraws = activity.withdraws().isEmpty()
                ? null
                : one(
                        keyed,
                        KeyedHash.Domain.ACTIVITY,
                        source,
                        activity.withdraws().get());
        this.digest = keyed.digest(canonical(activity, at));
    }

    private static Iterable<Map.Entry<Role, Actor>> inOrder(Activity activity) {
        if (activity.actors().size() < 2) {
            return activity.actors().entrySet();
        }
        Map<String, Map.Entry<Role, Actor>> byName = new TreeMap<>();
        activity.actors().entrySet().forEach(entry -> byName.put(entry.getKey().name(), entry));
        return byName.values();
    }

    private static long[] one(KeyedHash keyed, KeyedHash.Domain domain, String source, String id) {
        long[] hash = new long[2];
        keyed.hash(domain, source, id, hash);
        return hash;
    }

    /** What makes two activities the same: all but names, titles and texts, which may be edited. */
    private byte[] canonical(Activity activity, long at) {
        Bytes out = new Bytes(128);
        out.putText(activity.type());
        out.putLong(at);
        for (int i = 0; i < roles.length; i++) {
            out.putText(roles[i]);
            out.putLong(actors[2 * i]);
            out.putLong(actors[2 * i + 1]);
        }
        put(out, object);
        put(out, parent);
        put(out, author);
        put(out, withdraws);
        activity.object().ifPresent(about -> {
            out.putText(about.type().orElse(""));
            out.putText(about.state().map(Enum::name).orElse(""));
            out.put(about.authorless() ? 1 : 0);
            about.topics().forEach(out::putText);
        });
        out.putLong(activity.amount().orElse(0));
        out.put(activity.amount().isPresent() ? 1 : 0);
        out.putLong(activity.revision());
        if (!activity.attributes().isEmpty()) {
            new TreeMap<>(activity.attributes()).forEach((key, value) -> {
                out.putText(key);
                out.putText(value.getClass().getSimpleName());
                out.putText(value.toString());
            });
        }
        return out.toArray();
    }

    private static void put(Bytes out, long @Nullable [] hash) {
        out.put(hash == null ? 0 : 1);
        if (hash != null) {
            out.putLong(hash[0]);
            out.putLong(hash[1]);
        }
    }
}
