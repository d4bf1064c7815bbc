package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.intake.Accepted;
import dev.laurel.intake.Admission.Checked;
import dev.laurel.reputation.Nearby;
import java.util.List;

/**
 * Looks at what the next activities of a batch will need, before they are judged one by one. In a large community each
 * member and object lies in another corner of memory, and waiting for them one after the other takes longer than
 * everything else; asked for all at once, they come together. It changes nothing but the time that passes.
 */
final class LookAhead {
    /** How many activities are looked at together: what they need has to fit into the processor's second cache. */
    static final int SPAN = 128;

    private static final int MOST_ROLES = 4;

    private final Engine engine;
    private final Identities identities;
    private final Objects objects;
    private final int[] people = new int[SPAN * (MOST_ROLES + 1)];
    private final int[] things = new int[SPAN];
    private int peopleFound;
    private int thingsFound;

    // That it is written keeps the compiler from leaving the looks out as useless.
    @SuppressWarnings("UnusedVariable")
    private long seen;

    LookAhead(Engine engine) {
        this.engine = engine;
        this.identities = engine.world().around().identities();
        this.objects = engine.world().around().objects();
    }

    /** Looks at some activities of a call. */
    void at(List<Checked> checked, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            Accepted accepted = checked.get(i).accepted();
            if (accepted != null) {
                sum += slots(accepted);
            }
        }
        peopleFound = 0;
        thingsFound = 0;
        for (int i = from; i < to; i++) {
            Accepted accepted = checked.get(i).accepted();
            if (accepted != null) {
                find(accepted);
            }
        }
        sum += known();
        seen = sum;
    }

    private long slots(Accepted accepted) {
        long sum = engine.ids().near(accepted.id[0]);
        for (int i = 0; i < accepted.actors.length; i += 2) {
            sum += identities.near(accepted.actors[i]);
        }
        return accepted.object == null ? sum : sum + objects.near(accepted.object[0]);
    }

    private void find(Accepted accepted) {
        int roles = Math.min(MOST_ROLES, accepted.roles.length);
        for (int i = 0; i < roles; i++) {
            note(identities.find(accepted.actors[2 * i], accepted.actors[2 * i + 1]));
        }
        int object = accepted.object == null ? -1 : objects.find(accepted.object[0], accepted.object[1]);
        if (object >= 0) {
            things[thingsFound++] = object;
        }
    }

    private void note(int identity) {
        if (identity >= 0) {
            people[peopleFound++] = identity;
        }
    }

    private long known() {
        Nearby near = engine.reputation().nearby();
        long sum = 0;
        for (int i = 0; i < thingsFound; i++) {
            sum += objects.head(things[i]) + near.object(things[i]);
            note(objects.author(things[i]));
        }
        for (int i = 0; i < peopleFound; i++) {
            people[i] = identities.member(people[i]);
            sum += identities.head(people[i]) + near.member(people[i]);
            sum += engine.ledger().near(people[i]) + engine.vault().near(people[i]);
        }
        for (int i = 0; i < peopleFound; i++) {
            sum += near.state(people[i]);
        }
        return sum;
    }
}
