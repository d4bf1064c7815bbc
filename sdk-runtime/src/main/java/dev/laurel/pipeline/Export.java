package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Person;
import dev.laurel.identity.StoredObject;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.reputation.ChainWalk;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** All that a community holds of a member, as a document: who they are, what they took part in, what they earned. */
final class Export {
    private final Engine engine;
    private final Identities identities;
    private final Dictionary dictionary;

    Export(Engine engine) {
        this.engine = engine;
        this.identities = engine.world().around().identities();
        this.dictionary = engine.dictionary();
    }

    String of(MemberKey key) {
        Reading reading = new Reading(engine);
        int member = reading.member(key);
        MemberSummary summary = reading.summary(key).orElse(null);
        if (member < 0 || summary == null) {
            return "";
        }
        JsonObject balances = new JsonObject();
        summary.balances().forEach(balances::put);
        return new JsonObject()
                .put("format", "laurel-member-1")
                .put("identities", persons(member))
                .put("balances", balances)
                .put("participations", participations(member))
                .put("entries", entries(member))
                .encodePrettily();
    }

    private JsonArray persons(int member) {
        JsonArray persons = new JsonArray();
        for (int identity : identities.of(member)) {
            Person person = engine.vault().person(identity);
            if (person != null) {
                JsonObject attributes = new JsonObject();
                person.attributes().forEach(attributes::put);
                JsonObject one = new JsonObject().put("source", person.source()).put("id", person.id());
                person.name().ifPresent(name -> one.put("name", name));
                persons.add(one.put("attributes", attributes));
            }
        }
        return persons;
    }

    private JsonArray participations(int member) {
        JsonArray all = new JsonArray();
        Set<Long> seen = new HashSet<>();
        ChainWalk walk = new ChainWalk(identities, engine.log(), member);
        for (Step step = walk.next(); step != null; step = walk.next()) {
            boolean takesPart = step.kind() != Step.Kind.REFOLD && step.kind() != Step.Kind.FIRED;
            if (!takesPart || step.cause() == Place.NONE || !seen.add(step.cause() << 8 | step.role())) {
                continue;
            }
            ActivityFact fact = engine.log().activity(step.cause());
            JsonObject one = new JsonObject()
                    .put("type", dictionary.word(fact.type))
                    .put("source", dictionary.word(fact.source))
                    .put("at", Explanation.instant(fact.at).toString())
                    .put("role", dictionary.word(step.role()));
            StoredObject object = fact.object < 0 ? null : engine.vault().object(fact.object);
            if (object != null) {
                one.put("object", object.id());
                object.title().ifPresent(title -> one.put("title", title));
            }
            String text = engine.vault().text(fact.number, step.identity());
            if (text != null) {
                one.put("text", text);
            }
            all.add(one);
        }
        return all;
    }

    private JsonArray entries(int member) {
        JsonArray all = new JsonArray();
        for (EntryLine line : new Explanation(engine).lines(member, Integer.MAX_VALUE)) {
            all.add(new JsonObject()
                    .put("unit", line.unit())
                    .put("amount", line.amount())
                    .put("balance", line.balance())
                    .put("happened", line.happened().toString())
                    .put("recorded", line.recorded().toString())
                    .put("rule", line.rule())
                    .put("words", line.words().in(Locale.ENGLISH)));
        }
        return all;
    }
}
