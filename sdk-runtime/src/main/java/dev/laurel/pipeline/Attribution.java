package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.StoredObject;
import dev.laurel.identity.Vault;
import dev.laurel.intake.Accepted;
import dev.laurel.intake.RememberedIds;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Place;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what was accepted into a fact: finds or gives numbers to everybody and everything, and writes it. */
final class Attribution {
    private static final Recorded DUPLICATE = new Recorded(Outcome.DUPLICATE, "", "", List.of(), List.of());

    private static final List<Role> WRITERS = List.of(Role.AUTHOR, Role.MEMBER, Role.RATER);

    private final Engine engine;
    private final Dictionary dictionary;
    private final Identities identities;
    private final Objects objects;
    private final RememberedIds ids;
    private final Vault vault;

    Attribution(Engine engine) {
        this.engine = engine;
        this.dictionary = engine.dictionary();
        this.identities = engine.world().around().identities();
        this.objects = engine.world().around().objects();
        this.ids = engine.ids();
        this.vault = engine.vault();
    }

    Supplier<Recorded> record(Accepted accepted, Arrival arrival) {
        long known = ids.find(accepted.id[0], accepted.id[1]);
        boolean revises = false;
        if (known >= 0) {
            if (ids.digest(known) == accepted.digest) {
                return () -> DUPLICATE;
            }
            long before = engine.activity(known).revision;
            long now = accepted.activity.revision();
            if (now == 0 || now == before) {
                return refused(
                        Outcome.CONFLICT,
                        "CONFLICT",
                        "/id: the source has sent an activity with this id and other content before; the first stays: "
                                + "send changes under a new id, or with a higher revision");
            }
            if (now < before) {
                return refused(
                        Outcome.DUPLICATE,
                        "OLDER_REVISION",
                        "/revision: revision " + before + " is known already, and " + now
                                + " is older: there is nothing to do");
            }
            revises = true;
        }
        Recorded refusal = refusal(accepted, arrival);
        if (refusal != null) {
            return () -> refusal;
        }
        ActivityFact fact = fact(accepted);
        fact.replaces = revises ? known : ActivityFact.NONE;
        engine.writer().activity(fact);
        if (fact.object >= 0) {
            objects.head(fact.object, fact.place);
        }
        keep(accepted, fact);
        Supplier<Recorded> outcome = engine.outcomes().begin(fact.place, arrival == Arrival.HISTORY);
        apply(engine, fact);
        engine.projections().arrived(fact);
        engine.reputation().activity(fact, arrival == Arrival.HISTORY);
        return outcome;
    }

    /** Takes a fact in: what it says of its object, what it takes back or replaces. The same when the log is read again. */
    static void apply(Engine engine, ActivityFact fact) {
        engine.sources().seen(engine.dictionary().word(fact.source));
        engine.world().withdrawals().arrived(fact.idHigh, fact.idLow, fact.number);
        if (fact.replaces >= 0) {
            engine.consequences().replace(fact.replaces, fact);
        }
        if (fact.withdrawn >= 0) {
            engine.consequences().withdraw(fact.withdrawn, fact);
        } else if (fact.withdraws) {
            engine.world().withdrawals().await(fact.withdrawsHigh, fact.withdrawsLow, fact.number);
        }
        if (fact.says != null && !engine.world().withdrawals().isWithdrawn(fact.number)) {
            engine.consequences().say(fact);
        }
    }

    private @Nullable Recorded refusal(Accepted accepted, Arrival arrival) {
        Activity activity = accepted.activity;
        // A connector speaks of its own source only; a host may have named the wrong one.
        if (accepted.withdraws != null
                && arrival == Arrival.RECORDED
                && ids.find(accepted.withdraws[0], accepted.withdraws[1]) < 0
                && engine.sources()
                        .isKnownElsewhere(accepted.source, activity.withdraws().orElse(""))) {
            return refusedNow(
                    Outcome.REFUSED,
                    "WITHDRAWAL_FROM_ANOTHER_SOURCE",
                    "/withdraws: the activity of this id came from another source, and only that source can take it back: "
                            + "record the withdrawal under that source; if this source has one of the same id that is "
                            + "still to come, record the withdrawal after it");
        }
        if (accepted.parent != null && accepted.object != null) {
            int object = objects.find(accepted.object[0], accepted.object[1]);
            int parent = objects.find(accepted.parent[0], accepted.parent[1]);
            String code = objects.refusalOfParent(object, parent);
            if (code != null) {
                String why = code.equals("PARENT_CYCLE")
                        ? "/object/parent: the parent itself belongs to the object, directly or further down: "
                                + "objects form trees, so name another parent"
                        : "/object/parent: there would be more than " + Objects.MOST_LEVELS
                                + " levels of parents: name an ancestor further up";
                return refusedNow(Outcome.REFUSED, code, why);
            }
        }
        if (dictionary.size() > Dictionary.MOST - 1_000) {
            return refusedNow(
                    Outcome.REFUSED,
                    "TOO_MANY_WORDS",
                    "/type: the community knows a million different types, roles and topics: "
                            + "put what varies into attributes or ids");
        }
        return null;
    }

    private static Supplier<Recorded> refused(Outcome outcome, String code, String message) {
        Recorded recorded = refusedNow(outcome, code, message);
        return () -> recorded;
    }

    private static Recorded refusedNow(Outcome outcome, String code, String message) {
        return new Recorded(outcome, code, message, List.of(), List.of());
    }

    private ActivityFact fact(Accepted accepted) {
        Activity activity = accepted.activity;
        ActivityFact fact = new ActivityFact();
        fact.idHigh = accepted.id[0];
        fact.idLow = accepted.id[1];
        fact.digest = accepted.digest;
        fact.type = dictionary.number(activity.type());
        fact.source = dictionary.number(accepted.source);
        fact.at = accepted.at;
        fact.sequence = activity.sequence();
        fact.hasAmount = activity.amount().isPresent();
        fact.amount = activity.amount().orElse(0);
        fact.attributes = activity.attributes();
        fact.revision = activity.revision();
        int count = accepted.roles.length;
        if (count > 0) {
            fact.roles = new int[count];
            fact.identities = new int[count];
            for (int i = 0; i < count; i++) {
                fact.roles[i] = dictionary.number(accepted.roles[i]);
                Actor actor = activity.actors().get(Role.of(accepted.roles[i]));
                fact.identities[i] =
                        identity(accepted, accepted.actors[2 * i], accepted.actors[2 * i + 1], actor, fact.source);
            }
        }
        if (accepted.object != null) {
            object(accepted, fact);
        }
        if (accepted.withdraws != null) {
            fact.withdraws = true;
            fact.withdrawsHigh = accepted.withdraws[0];
            fact.withdrawsLow = accepted.withdraws[1];
            fact.withdrawn = ids.find(fact.withdrawsHigh, fact.withdrawsLow);
        }
        fact.number = engine.nextActivity();
        ids.add(fact.idHigh, fact.idLow, fact.digest);
        return fact;
    }

    private void object(Accepted accepted, ActivityFact fact) {
        ObjectRef about = accepted.activity.object().orElseThrow();
        long[] hash = java.util.Objects.requireNonNull(accepted.object);
        fact.object = object(hash, fact.source);
        boolean says = about.type().isPresent()
                || about.parent().isPresent()
                || about.author().isPresent()
                || about.authorless()
                || !about.topics().isEmpty()
                || about.state().isPresent();
        if (says) {
            ActivityFact.ObjectFact told = new ActivityFact.ObjectFact();
            told.type = about.type().map(dictionary::number).orElse(ActivityFact.NONE);
            told.parent = accepted.parent == null ? ActivityFact.NONE : object(accepted.parent, fact.source);
            told.author = accepted.author == null
                    ? ActivityFact.NONE
                    : identity(
                            accepted,
                            accepted.author[0],
                            accepted.author[1],
                            about.author().orElse(null),
                            fact.source);
            told.authorless = about.authorless();
            told.topics = about.topics().stream().mapToInt(dictionary::number).toArray();
            told.state = about.state().map(Enum::ordinal).orElse(ActivityFact.NONE);
            fact.says = told;
        }
        fact.previousOfObject = objects.head(fact.object);
    }

    private int object(long[] hash, int source) {
        int known = objects.find(hash[0], hash[1]);
        if (known >= 0) {
            return known;
        }
        engine.writer().object(source, hash[0], hash[1]);
        return objects.add(hash[0], hash[1]);
    }

    /** {@return the identity; -1 for somebody who has been erased, so that nobody is brought back} */
    private int identity(Accepted accepted, long high, long low, @Nullable Actor actor, int source) {
        int identity = identities.find(high, low);
        if (identity < 0) {
            engine.writer().identity(source, high, low);
            identity = identities.add(high, low);
            if (actor != null) {
                vault.addIdentity(identity, accepted.source, actor, accepted.at, engine.commit());
            }
        } else if (identities.isErased(identity)) {
            return ActivityFact.NONE;
        } else if (actor != null && vault.putIdentity(identity, accepted.source, actor, accepted.at, engine.commit())) {
            engine.projections().members().said(identity);
        }
        return identity;
    }

    /** What is personal, and what an object is called, goes into the vault; nothing of somebody who has been erased. */
    private void keep(Accepted accepted, ActivityFact fact) {
        Activity activity = accepted.activity;
        int author = fact.object < 0 ? ActivityFact.NONE : objects.author(fact.object);
        if (fact.says != null && (fact.says.author >= 0 || fact.says.authorless)) {
            author = fact.says.author;
        }
        if (fact.object >= 0 && !isErased(author)) {
            ObjectRef about = activity.object().orElseThrow();
            StoredObject stored = new StoredObject(accepted.source, about.id(), about.title());
            int owner = author < 0 ? Vault.NOBODY : author;
            if (fact.previousOfObject == Place.NONE) {
                vault.addObject(fact.object, owner, stored, engine.commit());
            } else {
                vault.putObject(fact.object, owner, stored, engine.commit());
            }
        }
        Optional<String> text = activity.text();
        if (text.isPresent()) {
            int writer = fact.identities.length > 0 ? writer(fact) : author;
            if (writer >= 0 && !isErased(writer)) {
                vault.putText(fact.number, writer, text.get(), engine.commit());
            }
        }
    }

    /** Whose a text is: of those named the author, who did it on their own account, who rated, and else the first by role. */
    private int writer(ActivityFact fact) {
        for (Role role : WRITERS) {
            int word = dictionary.find(role.name());
            for (int i = 0; i < fact.roles.length; i++) {
                if (fact.roles[i] == word) {
                    return fact.identities[i];
                }
            }
        }
        return fact.identities[0];
    }

    private boolean isErased(int identity) {
        return identity >= 0 && identities.isErased(identity);
    }
}
