package dev.laurel.pipeline;

import dev.laurel.identity.Person;
import dev.laurel.intake.Admission;
import dev.laurel.log.Bytes;
import dev.laurel.log.BytesReader;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Reject;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.DeadLetter.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What could not be taken in, kept beside the log until somebody has seen to it. Of a page, the cursor is kept that it was
 * asked for with, so that it can be asked for again; of a delivery all of it, encrypted, until it is replayed or waived.
 */
final class DeadLetters {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private DeadLetters() {}

    /**
     * A letter with all that is kept of it.
     *
     * @param key its key in the store
     * @param told what everybody may see
     * @param asked the cursor of the page it stood on; null if it stood on none
     * @param envelope the delivery, encrypted; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Letter(long key, DeadLetter told, @Nullable Cursor asked, byte[] envelope) {
        Letter settled(State state, long now, String note) {
            DeadLetter next = new DeadLetter(
                    told.id(),
                    told.source(),
                    told.position(),
                    told.code(),
                    told.reason(),
                    told.at(),
                    state,
                    Optional.of(Explanation.instant(now)),
                    note);
            return new Letter(key, next, asked, new byte[0]);
        }

        private byte[] written() {
            Bytes out = new Bytes(128);
            out.putText(told.source());
            out.putText(told.position());
            out.putText(told.code());
            out.putText(told.reason());
            out.putLong(Admission.micros(told.at()));
            out.putText(told.state().name());
            out.putLong(told.settled().map(Admission::micros).orElse(0L));
            out.putText(told.note());
            out.putBlob(asked == null ? new byte[0] : asked.bytes());
            out.put(asked == null ? 0 : 1);
            out.putBlob(envelope);
            return out.toArray();
        }
    }

    /** Puts something aside; the same position and code twice is one letter. {@return its key} */
    static long bury(Engine engine, String source, Reject reject, Work.Mail mail) {
        long key = key(source + "\n" + reject.position() + "\n" + reject.code());
        Delivery delivery = mail.delivery();
        byte[] envelope =
                delivery == null ? new byte[0] : engine.vault().envelopes().close(key, written(delivery));
        DeadLetter told = new DeadLetter(
                HexFormat.of().toHexDigits(key),
                source,
                reject.position(),
                reject.code(),
                reject.reason(),
                Explanation.instant(engine.writer().time()),
                State.OPEN,
                Optional.empty(),
                "");
        put(engine, new Letter(key, told, mail.asked(), envelope));
        return key;
    }

    static void put(Engine engine, Letter letter) {
        engine.commit().put(Space.DEAD_LETTER, letter.key, 0, letter.written());
    }

    /** {@return the letter of an id; null if there is none} */
    static @Nullable Letter find(Store store, String id) {
        long key;
        try {
            key = HexFormat.fromHexDigitsToLong(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] body = store.page(Space.DEAD_LETTER, key, 0);
        return body == null ? null : read(key, body);
    }

    private static Letter read(long key, byte[] body) {
        BytesReader in = new BytesReader(body, 0);
        String source = in.getText();
        String position = in.getText();
        String code = in.getText();
        String reason = in.getText();
        long at = in.getLong();
        State state = State.OPEN;
        long settled = 0;
        String note = "";
        byte[] asked = new byte[0];
        boolean hasAsked = false;
        byte[] envelope = new byte[0];
        // Letters of the first version end here.
        if (in.hasMore()) {
            state = State.valueOf(in.getText());
            settled = in.getLong();
            note = in.getText();
            asked = in.getBlob();
            hasAsked = in.get() == 1;
            envelope = in.getBlob();
        }
        DeadLetter told = new DeadLetter(
                HexFormat.of().toHexDigits(key),
                source,
                position,
                code,
                reason,
                Explanation.instant(at),
                state,
                settled == 0 ? Optional.empty() : Optional.of(Explanation.instant(settled)),
                note);
        return new Letter(key, told, hasAsked ? Cursor.of(asked) : null, envelope);
    }

    /** {@return all letters, newest first} */
    static List<Letter> all(Store store) {
        List<Letter> letters = new ArrayList<>();
        store.pages(Space.DEAD_LETTER, (major, minor, body) -> letters.add(read(major, body)));
        letters.sort(Comparator.comparing((Letter letter) -> letter.told().at())
                .reversed()
                .thenComparing(letter -> letter.told().position()));
        return letters;
    }

    /** {@return the delivery of a letter; null if there is none, or it is gone} */
    static @Nullable Delivery delivery(Engine engine, Letter letter) {
        byte[] content = engine.vault().envelopes().open(letter.key, letter.envelope);
        if (content == null) {
            return null;
        }
        BytesReader in = new BytesReader(content, 0);
        String method = in.getText();
        String path = in.getText();
        long at = in.getLong();
        Map<String, List<String>> headers = new TreeMap<>();
        for (long left = in.getVar(); left > 0; left--) {
            headers.computeIfAbsent(in.getText(), key -> new ArrayList<>()).add(in.getText());
        }
        return Delivery.of(path, headers, in.getBlob(), Explanation.instant(at)).method(method);
    }

    /** Drops what letters hold that name somebody who is to be erased; the letters themselves name nobody, and stay. */
    static void forget(Engine engine, int[] identities) {
        List<byte[]> names = new ArrayList<>();
        for (int identity : identities) {
            Person person = engine.vault().person(identity);
            if (person != null) {
                names.add(person.id().getBytes(StandardCharsets.UTF_8));
                person.name().ifPresent(name -> names.add(name.getBytes(StandardCharsets.UTF_8)));
            }
        }
        for (Letter letter : all(engine.store())) {
            byte[] content = engine.vault().envelopes().open(letter.key, letter.envelope);
            if (content != null && names.stream().anyMatch(name -> contains(content, name))) {
                put(engine, new Letter(letter.key, letter.told, letter.asked, new byte[0]));
            }
        }
    }

    private static boolean contains(byte[] content, byte[] part) {
        for (int i = 0; i + part.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] written(Delivery delivery) {
        Bytes out = new Bytes(256);
        out.putText(delivery.method());
        out.putText(delivery.path());
        out.putLong(Admission.micros(delivery.receivedAt()));
        out.putVar(delivery.headers().values().stream().mapToLong(List::size).sum());
        delivery.headers()
                .forEach((name, values) -> values.forEach(value -> {
                    out.putText(name);
                    out.putText(value);
                }));
        out.putBlob(delivery.body());
        return out.toArray();
    }

    static long key(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }
}
