package dev.laurel.identity;

import dev.laurel.log.Bytes;
import dev.laurel.spi.activity.Actor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is inside a row of the vault before it is sealed: texts, each after its length in bytes. */
final class VaultRow {
    /** Far above every bound of intake; a row that passes it would make one commit slow. */
    static final int LONGEST = 1 << 20;

    private static final int ABSENT = -1;

    private VaultRow() {}

    static byte[] of(String source, Actor actor, int minute) {
        Writing row = new Writing();
        row.put(minute);
        row.put(source);
        row.put(actor.id());
        row.put(actor.name().orElse(null));
        // In one order whatever the map's, so that the same person gives the same row.
        Map<String, String> attributes = actor.attributes().isEmpty() ? Map.of() : new TreeMap<>(actor.attributes());
        row.put(attributes.size());
        attributes.forEach((key, value) -> {
            row.put(key);
            row.put(value);
        });
        return row.done("An actor");
    }

    static byte[] of(StoredObject object) {
        Writing row = new Writing();
        row.put(object.source());
        row.put(object.id());
        row.put(object.title().orElse(null));
        return row.done("An object");
    }

    static byte[] of(String text) {
        Writing row = new Writing();
        row.put(text);
        return row.done("A text");
    }

    /** {@return in which minute since 1970 a person was said to be so; 0 if nothing was said but the id} */
    static int minute(byte[] row) {
        return ByteBuffer.wrap(row).getInt();
    }

    static Person person(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        in.getInt();
        String source = text(in);
        String id = text(in);
        Optional<String> name = Optional.ofNullable(textOrNull(in));
        int count = in.getInt();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(text(in), text(in));
        }
        return new Person(source, id, name, attributes);
    }

    static StoredObject object(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        return new StoredObject(text(in), text(in), Optional.ofNullable(textOrNull(in)));
    }

    static String text(byte[] row) {
        return text(ByteBuffer.wrap(row));
    }

    private static String text(ByteBuffer in) {
        String text = textOrNull(in);
        if (text == null) {
            throw new BufferUnderflowException();
        }
        return text;
    }

    private static @Nullable String textOrNull(ByteBuffer in) {
        int length = in.getInt();
        if (length == ABSENT) {
            return null;
        }
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static final class Writing {
        private final Bytes out = new Bytes(128);

        void put(@Nullable String text) {
            if (text == null) {
                put(ABSENT);
                return;
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            put(utf8.length);
            out.putAll(utf8);
        }

        void put(int value) {
            out.putInt(value);
        }

        byte[] done(String what) {
            if (out.length() > LONGEST) {
                throw new IllegalArgumentException(what + " of " + out.length() + " bytes does not fit into the vault,"
                        + " which takes " + LONGEST + " bytes in one row; shorten it before it is admitted");
            }
            return out.toArray();
        }
    }
}
