package dev.laurel.pipeline;

import dev.laurel.intake.Accepted;
import dev.laurel.intake.Admission.Checked;
import dev.laurel.intake.Refusal;
import dev.laurel.log.Bytes;
import dev.laurel.log.BytesReader;
import dev.laurel.plugin.PageSink.Committed;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Reject;
import dev.laurel.store.Space;
import dev.laurel.store.Store;
import dev.laurel.view.DeadLetter;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes activities in, one after the other, and keeps beside the log what belongs to a connector's page: its cursor and
 * its dead letters.
 */
final class Inbox {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Takes a call's activities in; {@code cut} seals the segment when it is full before the call is over. */
    void record(Engine engine, Work.Intake work, Runnable cut, Consumer<Runnable> answers) {
        List<Supplier<Recorded>> results = new ArrayList<>(work.checked().size());
        boolean fromHost = work.next() == null;
        Arrival arrival = fromHost ? Arrival.RECORDED : work.history() ? Arrival.HISTORY : Arrival.PULLED;
        engine.outcomes().listen(fromHost);
        List<Checked> all = work.checked();
        for (int i = 0; i < all.size(); i++) {
            if (i % LookAhead.SPAN == 0 && all.size() > 1) {
                engine.ahead().at(all, i, Math.min(all.size(), i + LookAhead.SPAN));
            }
            Checked checked = all.get(i);
            Accepted accepted = checked.accepted();
            Refusal refusal = checked.refusal();
            if (accepted != null) {
                results.add(engine.record(accepted, arrival));
            } else if (refusal != null) {
                Recorded refused =
                        new Recorded(Outcome.REFUSED, refusal.code(), refusal.message(), List.of(), List.of());
                results.add(() -> refused);
            }
            if (engine.isFull()) {
                cut.run();
                engine.outcomes().listen(fromHost);
            }
        }
        Cursor next = work.next();
        if (next != null) {
            keep(engine, work, next, results);
        }
        // Known once the batch is settled, and put into words by the thread that gives the answer.
        answers.accept(
                () -> work.done().complete(results.stream().map(Supplier::get).toList()));
    }

    private static void keep(Engine engine, Work.Intake work, Cursor next, List<Supplier<Recorded>> results) {
        Bytes cursor = new Bytes(64);
        cursor.putText(work.source());
        cursor.putBlob(next.bytes());
        engine.commit().put(Space.CURSOR, key(work.source()), 0, cursor.toArray());
        for (Reject reject : work.rejects()) {
            bury(engine, work.source(), reject);
        }
        for (int i = 0; i < results.size(); i++) {
            Recorded recorded = results.get(i).get();
            if (!recorded.isKept()) {
                // The activity's id may name somebody: its place on the page does not.
                String position = "before " + next.text() + ", activity " + (i + 1) + " of the page";
                bury(engine, work.source(), Reject.of(position, recorded.code(), recorded.message()));
            }
        }
    }

    private static void bury(Engine engine, String source, Reject reject) {
        Bytes letter = new Bytes(128);
        letter.putText(source);
        letter.putText(reject.position());
        letter.putText(reject.code());
        letter.putText(reject.reason());
        letter.putLong(engine.writer().time());
        long key = key(source + "\n" + reject.position() + "\n" + reject.code());
        engine.commit().put(Space.DEAD_LETTER, key, 0, letter.toArray());
    }

    static Committed count(List<Recorded> results, int rejects) {
        long accepted = 0;
        long duplicates = 0;
        for (Recorded recorded : results) {
            switch (recorded.outcome()) {
                case ACCEPTED, DEFERRED -> accepted++;
                case DUPLICATE -> duplicates++;
                case CONFLICT, REFUSED -> {}
            }
        }
        return new Committed(accepted, duplicates, results.size() - accepted - duplicates + rejects);
    }

    static Cursor cursor(Store store, String source) {
        byte[] page = store.page(Space.CURSOR, key(source), 0);
        if (page == null) {
            return Cursor.start();
        }
        BytesReader in = new BytesReader(page, 0);
        return in.getText().equals(source) ? Cursor.of(in.getBlob()) : Cursor.start();
    }

    static List<DeadLetter> deadLetters(Store store, int limit) {
        List<DeadLetter> letters = new ArrayList<>();
        store.pages(Space.DEAD_LETTER, (major, minor, body) -> {
            BytesReader in = new BytesReader(body, 0);
            letters.add(new DeadLetter(
                    in.getText(), in.getText(), in.getText(), in.getText(), Explanation.instant(in.getLong())));
        });
        letters.sort(Comparator.comparing(DeadLetter::at).reversed().thenComparing(DeadLetter::position));
        return List.copyOf(letters.subList(0, Math.min(Math.max(0, limit), letters.size())));
    }

    private static long key(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }
}
