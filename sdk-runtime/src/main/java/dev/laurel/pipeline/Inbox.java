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
import dev.laurel.view.DeadLetter.State;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes activities in, one after the other, and keeps beside the log what belongs to a connector's page: its cursor and
 * its dead letters.
 */
final class Inbox {
    /** Takes a call's activities in; {@code cut} seals the segment when it is full before the call is over. */
    void record(Engine engine, Work.Intake work, Runnable cut, Consumer<Runnable> answers) {
        List<Supplier<Recorded>> results = new ArrayList<>(work.checked().size());
        boolean fromHost = work.arrival() == Arrival.RECORDED;
        Arrival arrival = work.arrival();
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
        Work.Mail mail = work.mail();
        if (mail != null) {
            keep(engine, work.source(), mail, results);
        }
        // Known once the batch is settled, and put into words by the thread that gives the answer.
        answers.accept(
                () -> work.done().complete(results.stream().map(Supplier::get).toList()));
    }

    private static void keep(Engine engine, String source, Work.Mail mail, List<Supplier<Recorded>> results) {
        Cursor next = mail.next();
        if (next != null) {
            Bytes cursor = new Bytes(64);
            cursor.putText(source);
            cursor.putBlob(next.bytes());
            engine.commit().put(Space.CURSOR, DeadLetters.key(source), 0, cursor.toArray());
        }
        Set<Long> buried = new HashSet<>();
        for (Reject reject : mail.rejects()) {
            buried.add(DeadLetters.bury(engine, source, reject, mail));
        }
        for (int i = 0; i < results.size(); i++) {
            Recorded recorded = results.get(i).get();
            if (!recorded.isKept()) {
                // The activity's id may name somebody: its place does not.
                String position = mail.place() + ", activity " + (i + 1);
                buried.add(DeadLetters.bury(
                        engine, source, Reject.of(position, recorded.code(), recorded.message()), mail));
            }
        }
        DeadLetters.Letter replayed = mail.replayed();
        if (replayed != null && !buried.contains(replayed.key()) && isOpen(engine, replayed)) {
            DeadLetters.put(
                    engine, replayed.settled(State.REPLAYED, engine.writer().time(), ""));
        }
    }

    /** {@return whether nobody has settled a letter while it was read again} */
    private static boolean isOpen(Engine engine, DeadLetters.Letter letter) {
        DeadLetters.Letter now = DeadLetters.find(engine.store(), letter.told().id());
        return now != null && now.told().state() == State.OPEN;
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
        byte[] page = store.page(Space.CURSOR, DeadLetters.key(source), 0);
        if (page == null) {
            return Cursor.start();
        }
        BytesReader in = new BytesReader(page, 0);
        return in.getText().equals(source) ? Cursor.of(in.getBlob()) : Cursor.start();
    }
}
