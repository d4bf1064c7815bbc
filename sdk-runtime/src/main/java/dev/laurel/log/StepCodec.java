package dev.laurel.log;

import dev.laurel.log.Step.Declined;
import dev.laurel.log.Step.Timer;
import java.util.ArrayList;
import java.util.List;

/** How a step of a chain is written in a segment. What an entry shares with its step is not written again. */
final class StepCodec {
    private static final Step.Kind[] KINDS = Step.Kind.values();
    // A refold whose declines name their causes; everybody else's are about the step itself.
    private static final int REFOLD_DECLINED = 5;
    private static final Grant.Kind[] CAUSES = Grant.Kind.values();
    private static final int SNAPSHOT = 8;
    private static final int ENTRIES = 16;
    private static final int DECLINES = 32;
    private static final int TIMERS = 64;
    private static final int SAME_CAUSE = 4;
    private static final int SAME_ROLE = 8;
    private static final int SAME_ACCOUNT = 16;
    private static final int SAME_TIME = 32;
    private static final int FIRST = 64;
    private static final int REVISED = 128;

    private StepCodec() {}

    static void write(Step step, long time, Bytes out) {
        boolean ownCauses = step.kind() == Step.Kind.REFOLD && !step.declines().isEmpty();
        out.put((ownCauses ? REFOLD_DECLINED : step.kind().number())
                | (step.snapshot() != null ? SNAPSHOT : 0)
                | (step.entries().isEmpty() ? 0 : ENTRIES)
                | (step.declines().isEmpty() ? 0 : DECLINES)
                | (step.timers().isEmpty() ? 0 : TIMERS));
        out.putVar(step.previous());
        out.putVar(step.identity());
        out.putVar(step.cause());
        out.putSigned(step.role());
        out.putSigned(step.at() - time);
        out.putSigned(step.reason());
        if (!step.entries().isEmpty()) {
            out.putVar(step.entries().size());
            for (Entry entry : step.entries()) {
                writeEntry(entry, step, out);
            }
        }
        if (!step.declines().isEmpty()) {
            out.putVar(step.declines().size());
            for (Declined declined : step.declines()) {
                out.putVar(declined.rule());
                out.putVar(declined.code());
                out.putVar(declined.from());
                if (ownCauses) {
                    out.putVar(declined.cause());
                    out.putSigned(declined.role());
                }
            }
        }
        if (!step.timers().isEmpty()) {
            out.putVar(step.timers().size());
            for (Timer timer : step.timers()) {
                out.putVar(timer.rule());
                out.putVar(timer.key());
                out.putSigned(timer.at());
            }
        }
        byte[] snapshot = step.snapshot();
        if (snapshot != null) {
            out.putBlob(snapshot);
        }
    }

    private static void writeEntry(Entry entry, Step step, Bytes out) {
        Grant grant = entry.grant();
        boolean sameCause = grant.cause() == step.cause();
        boolean sameRole = grant.role() == step.role();
        boolean sameAccount = entry.account() == step.identity();
        boolean sameTime = entry.at() == step.at();
        boolean first = grant.ordinal() == 0;
        out.put(grant.kind().number()
                | (sameCause ? SAME_CAUSE : 0)
                | (sameRole ? SAME_ROLE : 0)
                | (sameAccount ? SAME_ACCOUNT : 0)
                | (sameTime ? SAME_TIME : 0)
                | (first ? FIRST : 0)
                | (entry.revision() > 0 ? REVISED : 0));
        out.putVar(grant.rule());
        out.putVar(entry.version());
        out.putVar(grant.unit());
        out.putSigned(entry.delta());
        if (!sameCause) {
            out.putVar(grant.cause());
        }
        if (!sameRole) {
            out.putSigned(grant.role());
        }
        if (!sameAccount) {
            out.putVar(entry.account());
        }
        if (!sameTime) {
            out.putSigned(entry.at() - step.at());
        }
        if (!first) {
            out.putVar(grant.ordinal());
        }
        if (grant.kind() != Grant.Kind.ACTIVITY) {
            out.putSigned(grant.when());
        }
        if (entry.revision() > 0) {
            out.putVar(entry.revision());
        }
    }

    static Step read(BytesReader in, long time, long place) {
        int flags = in.get();
        boolean ownCauses = (flags & 7) == REFOLD_DECLINED;
        Step.Kind kind = ownCauses ? Step.Kind.REFOLD : KINDS[flags & 7];
        long previous = in.getVar();
        int identity = in.getInt();
        long cause = in.getVar();
        int role = (int) in.getSigned();
        long at = in.getSigned() + time;
        int reason = (int) in.getSigned();
        List<Entry> entries = List.of();
        if ((flags & ENTRIES) != 0) {
            int count = in.getInt();
            entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(readEntry(in, identity, cause, role, at));
            }
        }
        List<Declined> declines = List.of();
        if ((flags & DECLINES) != 0) {
            int count = in.getInt();
            declines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int rule = in.getInt();
                int code = in.getInt();
                long from = in.getVar();
                declines.add(
                        ownCauses
                                ? new Declined(in.getVar(), (int) in.getSigned(), rule, code, from)
                                : new Declined(cause, role, rule, code, from));
            }
        }
        List<Timer> timers = List.of();
        if ((flags & TIMERS) != 0) {
            int count = in.getInt();
            timers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                timers.add(new Timer(in.getInt(), in.getInt(), in.getSigned()));
            }
        }
        byte[] snapshot = (flags & SNAPSHOT) != 0 ? in.getBlob() : null;
        return new Step(
                kind, place, previous, identity, cause, role, at, reason, time, entries, declines, timers, snapshot);
    }

    private static Entry readEntry(BytesReader in, int identity, long cause, int role, long at) {
        int flags = in.get();
        Grant.Kind kind = CAUSES[flags & 3];
        int rule = in.getInt();
        int version = in.getInt();
        int unit = in.getInt();
        long delta = in.getSigned();
        long ownCause = (flags & SAME_CAUSE) != 0 ? cause : in.getVar();
        int ownRole = (flags & SAME_ROLE) != 0 ? role : (int) in.getSigned();
        int account = (flags & SAME_ACCOUNT) != 0 ? identity : in.getInt();
        long happened = (flags & SAME_TIME) != 0 ? at : at + in.getSigned();
        int ordinal = (flags & FIRST) != 0 ? 0 : in.getInt();
        long when = kind != Grant.Kind.ACTIVITY ? in.getSigned() : 0;
        int revision = (flags & REVISED) != 0 ? in.getInt() : 0;
        Grant grant = new Grant(kind, ownCause, ownRole, rule, unit, ordinal, when);
        return new Entry(grant, revision, account, delta, version, happened);
    }
}
