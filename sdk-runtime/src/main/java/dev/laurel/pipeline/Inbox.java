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

    private final List<Open> open = new ArrayList<>();

    /** A call whose results are not all known yet. */
    private static final class Open {
        final List<Recorded> results = new ArrayList<>();
        final List<Supplier<Recorded>> pending = new ArrayList<>();
        boolean complete;

        void resolve() {
            for (Supplier<Recorded> one : pending) {
                results.add(one.get());
            }
            pending.clear();
        }
    }

    /** Takes a call's activities in; {@code cut} seals the segment when it is full before the call is over. */
    void record(Engine engine, Work.Intake work, Runnable cut, Consumer<Runnable> answers) {
        Open call = new Open();
        open.add(call);
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
                call.pending.add(engine.record(accepted, arrival));
            } else if (refusal != null) {
                Recorded refused =
                        new Recorded(Outcome.REFUSED, refusal.code(), refusal.message(), List.of(), List.of());
                call.pending.add(() -> refused);
            }
            if (engine.isFull()) {
                cut.run();
                engine.outcomes().listen(fromHost);
            }
        }
        Cursor next = work.next();
        if (next != null) {
            keep(engine, work, next, call);
        }
        call.complete = true;
        answers.accept(() -> work.done().complete(List.copyOf(call.results)));
    }

    private void keep(Engine engine, Work.Intake work, Cursor next, Open call) {
        Bytes cursor = new Bytes(64);
        cursor.putText(work.source());
        cursor.putBlob(next.bytes());
        engine.commit().put(Space.CURSOR, key(work.source()), 0, cursor.toArray());
        for (Reject reject : work.rejects()) {
            bury(engine, work.source(), reject);
        }
        List<Recorded> all = new ArrayList<>(call.results);
        call.pending.forEach(one -> all.add(one.get()));
        for (int i = 0; i < all.size(); i++) {
            Recorded recorded = all.get(i);
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

    /** The batch is settled: what became of its activities is known. */
    void settled() {
        open.forEach(Open::resolve);
        open.removeIf(call -> call.complete);
    }

    /** The batch is over. */
    void forget() {
        open.clear();
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
