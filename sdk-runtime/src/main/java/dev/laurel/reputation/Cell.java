package dev.laurel.reputation;

import dev.laurel.log.Bytes;
import dev.laurel.log.BytesReader;
import dev.laurel.log.Calendar;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Window;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one counter remembers for one member, pair or topic, at one moment of the fold. Fed in time order. A calendar
 * window forgets when its period is over, a rolling one what is too old.
 */
final class Cell {
    private final Counter.Kind kind;
    private final Window window;
    private long period = Long.MIN_VALUE;
    private long value;
    // How often a sum went over the end of what a long holds: it can be taken apart again all the same.
    private int carry;
    private long lastDay = Long.MIN_VALUE;
    private @Nullable ArrayDeque<long[]> recent;
    private @Nullable LinkedHashMap<Long, Long> seen;

    Cell(Counter.Kind kind, Window window) {
        this.kind = kind;
        this.window = window;
    }

    /** Takes in what counts at a time; {@code key} says who or which day, for kinds that count different ones. */
    void add(Calendar calendar, long at, long amount, long key) {
        forget(calendar, at);
        boolean rolling = window.kind() == Window.Kind.ROLLING;
        switch (kind) {
            case SUM, AMOUNT -> {
                sum(amount);
                if (rolling) {
                    queue().add(new long[] {at, amount});
                }
            }
            case MAX -> {
                value = value == 0 && empty() ? amount : Math.max(value, amount);
                lastDay = at;
                if (rolling) {
                    queue().add(new long[] {at, amount});
                }
            }
            case DAYS -> {
                long day = calendar.period(Window.DAY, at);
                if (rolling) {
                    see(day, at);
                } else if (day != lastDay) {
                    lastDay = day;
                    value++;
                }
            }
            case DISTINCT -> see(key, at);
        }
    }

    private void sum(long amount) {
        carry += Saturated.carry(value, amount);
        value += amount;
    }

    long inside() {
        return value;
    }

    private boolean empty() {
        return lastDay == Long.MIN_VALUE;
    }

    private void see(long key, long at) {
        LinkedHashMap<Long, Long> map = seen == null ? new LinkedHashMap<>(4) : seen;
        seen = map;
        map.remove(key);
        map.put(key, at);
        value = map.size();
    }

    private ArrayDeque<long[]> queue() {
        ArrayDeque<long[]> queue = recent == null ? new ArrayDeque<>(4) : recent;
        recent = queue;
        return queue;
    }

    /** {@return what is counted, seen from a time not before the last one} */
    long value(Calendar calendar, long at) {
        forget(calendar, at);
        return Saturated.read(value, carry);
    }

    private void forget(Calendar calendar, long at) {
        switch (window.kind()) {
            case EVER -> {}
            case ROLLING -> forgetOld(at - window.length().toNanos() / 1_000);
            default -> {
                long now = calendar.period(window, at);
                if (now != period) {
                    period = now;
                    value = 0;
                    carry = 0;
                    lastDay = Long.MIN_VALUE;
                    seen = null;
                }
            }
        }
    }

    private void forgetOld(long bound) {
        if (seen != null) {
            Iterator<Map.Entry<Long, Long>> oldest = seen.entrySet().iterator();
            while (oldest.hasNext() && oldest.next().getValue() <= bound) {
                oldest.remove();
            }
            value = seen.size();
        }
        if (recent == null) {
            return;
        }
        boolean changed = false;
        while (!recent.isEmpty() && recent.getFirst()[0] <= bound) {
            long[] old = recent.removeFirst();
            if (kind != Counter.Kind.MAX) {
                sum(-old[1]);
            }
            changed = true;
        }
        if (changed && kind == Counter.Kind.MAX) {
            value = recent.stream().mapToLong(one -> one[1]).max().orElse(0);
            lastDay = recent.isEmpty() ? Long.MIN_VALUE : lastDay;
        }
    }

    /** {@return when the oldest of what a rolling window holds will be forgotten; the far future if nothing is} */
    long frees() {
        if (recent == null || recent.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return recent.getFirst()[0] + window.length().toNanos() / 1_000;
    }

    void write(Bytes out) {
        out.putSigned(period);
        out.putSigned(value);
        out.putSigned(carry);
        out.putSigned(lastDay);
        out.putVar(recent == null ? 0 : recent.size());
        if (recent != null) {
            for (long[] one : recent) {
                out.putSigned(one[0]);
                out.putSigned(one[1]);
            }
        }
        out.putVar(seen == null ? 0 : seen.size());
        if (seen != null) {
            seen.forEach((key, at) -> {
                out.putSigned(key);
                out.putSigned(at);
            });
        }
    }

    static Cell read(Counter.Kind kind, Window window, BytesReader in) {
        Cell cell = new Cell(kind, window);
        cell.period = in.getSigned();
        cell.value = in.getSigned();
        cell.carry = (int) in.getSigned();
        cell.lastDay = in.getSigned();
        int recent = in.getInt();
        for (int i = 0; i < recent; i++) {
            cell.queue().add(new long[] {in.getSigned(), in.getSigned()});
        }
        int seen = in.getInt();
        if (seen > 0) {
            LinkedHashMap<Long, Long> map = new LinkedHashMap<>(seen * 2);
            for (int i = 0; i < seen; i++) {
                long key = in.getSigned();
                map.put(key, in.getSigned());
            }
            cell.seen = map;
        }
        return cell;
    }
}
