package dev.laurel.ledger;

import dev.laurel.log.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Double-entry accounts over whole numbers. Every entry moves an amount between the issue account of its unit and the
 * account of an identity, so that all accounts of a unit, the issue account included, add up to zero at any time. It
 * never clamps and never edits: a correction is another entry. Used by the partition's thread only.
 */
public final class Ledger {
    private final Balances balances = new Balances();
    private final List<Period> periods = new ArrayList<>();
    private long[] issued = new long[16];
    private long entries;

    /**
     * A period that is closed: what comes later is posted in the open one, naming it.
     *
     * @param unit the word for the unit
     * @param name what people call it
     * @param until when it ended, in microseconds since 1970; it began where the one before ended
     * @param closedAt when it was closed, in microseconds since 1970
     */
    public record Period(int unit, String name, long until, long closedAt) {}

    /** Gets balances one after the other. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A balance.
         *
         * @param identity whose
         * @param value how much
         */
        void balance(int identity, long value);
    }

    /**
     * Posts an entry.
     *
     * @param entry the entry
     * @throws ArithmeticException if the account would overflow; nothing is posted then
     */
    public void post(Entry entry) {
        int unit = entry.grant().unit();
        if (unit >= issued.length) {
            issued = Arrays.copyOf(issued, unit + 16);
        }
        long total = Math.addExact(issued[unit], entry.delta());
        balances.add(entry.account(), unit, entry.delta());
        issued[unit] = total;
        entries++;
    }

    /**
     * A balance.
     *
     * @param identity whose
     * @param unit the word for the unit
     * @return how much; 0 if never touched
     */
    public long balance(int identity, int unit) {
        return balances.get(identity, unit);
    }

    /**
     * Looks to where balances stand, so that posting need not wait for memory.
     *
     * @param identity whose
     * @return nothing of meaning
     */
    public long near(int identity) {
        return balances.near(identity);
    }

    /**
     * How much of a unit has been issued: what all accounts hold together.
     *
     * @param unit the word for the unit
     * @return how much
     */
    public long issued(int unit) {
        return unit < issued.length ? issued[unit] : 0;
    }

    /** {@return how many entries have been posted} */
    public long entries() {
        return entries;
    }

    /**
     * Visits all balances of a unit, in no order.
     *
     * @param unit the word for the unit
     * @param visitor gets each
     */
    public void visit(int unit, Visitor visitor) {
        balances.visit((identity, of, value) -> {
            if (of == unit) {
                visitor.balance(identity, value);
            }
        });
    }

    /** Gets all balances one after the other. */
    @FunctionalInterface
    public interface AllVisitor {
        /**
         * A balance.
         *
         * @param identity whose
         * @param unit the word for the unit
         * @param value how much
         */
        void balance(int identity, int unit, long value);
    }

    /**
     * Visits all balances, in no order.
     *
     * @param visitor gets each
     */
    public void visitAll(AllVisitor visitor) {
        balances.visit(visitor::balance);
    }

    /** {@return what does not add up: units whose accounts are not, together, what has been issued} */
    public List<String> imbalances() {
        long[] totals = new long[issued.length];
        balances.visit((identity, unit, value) -> totals[unit] += value);
        List<String> found = new ArrayList<>();
        for (int unit = 0; unit < totals.length; unit++) {
            if (totals[unit] != issued[unit]) {
                found.add("the accounts of unit " + unit + " add up to " + totals[unit] + ", and " + issued[unit]
                        + " has been issued: restore a backup");
            }
        }
        return found;
    }

    /**
     * Closes a period.
     *
     * @param period the period
     * @return null if it is closed now; else why not
     */
    public @Nullable String close(Period period) {
        for (Period closed : periods) {
            if (closed.unit() == period.unit() && closed.until() >= period.until()) {
                return "the period " + closed.name()
                        + " is closed already up to a time that is not before: name a later end";
            }
            if (closed.unit() == period.unit() && closed.name().equals(period.name())) {
                return "a period named " + closed.name() + " is closed already: give this one another name";
            }
        }
        periods.add(period);
        return null;
    }

    /**
     * The period to which an entry would belong, had it not been closed before the entry was recorded.
     *
     * @param unit the word for the unit
     * @param at when the cause happened, in microseconds since 1970
     * @param recorded when the entry was recorded, in microseconds since 1970
     * @return the closed period, or null if the entry stands where it belongs
     */
    public @Nullable Period closedPeriod(int unit, long at, long recorded) {
        Period found = null;
        for (Period period : periods) {
            boolean covers = period.unit() == unit && at < period.until() && recorded >= period.closedAt();
            if (covers && (found == null || period.until() < found.until())) {
                found = period;
            }
        }
        return found;
    }

    /** {@return the closed periods, in the order in which they were closed} */
    public List<Period> periods() {
        return List.copyOf(periods);
    }
}
