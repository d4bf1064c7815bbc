package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.StoredObject;
import dev.laurel.ledger.Ledger;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import dev.laurel.reputation.ChainWalk;
import dev.laurel.spi.reward.Words;
import dev.laurel.view.EntryLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers "why these points?": the entries of a member, newest first, each with its cause in words. */
final class Explanation {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}-[0-9a-f]{4}");
    private static final int DIGEST_SHOWN = 12;

    private final Engine engine;
    private final Dictionary dictionary;
    private final Identities identities;
    private final Objects objects;

    Explanation(Engine engine) {
        this.engine = engine;
        this.dictionary = engine.dictionary();
        this.identities = engine.world().around().identities();
        this.objects = engine.world().around().objects();
    }

    /** {@return the entries of a member, newest first} */
    List<EntryLine> lines(int member, int limit) {
        return lines(member, "", limit);
    }

    /**
     * The entries of a member, newest first.
     *
     * @param after only those recorded after the entry of this id; empty for all
     */
    List<EntryLine> lines(int member, String after, int limit) {
        List<EntryLine> lines = new ArrayList<>();
        Map<Integer, Long> balances = new HashMap<>();
        ChainWalk walk = new ChainWalk(identities, engine.log(), member);
        for (Step step = walk.next(); step != null && lines.size() < limit; step = walk.next()) {
            List<Entry> entries = step.entries();
            for (int i = entries.size() - 1; i >= 0 && lines.size() < limit; i--) {
                Entry entry = entries.get(i);
                String id = id(step, i);
                if (id.compareTo(after) <= 0) {
                    return lines;
                }
                int unit = entry.grant().unit();
                long balance = balances.computeIfAbsent(unit, key -> balance(member, key));
                balances.put(unit, balance - entry.delta());
                lines.add(line(id, step, entry, balance));
            }
        }
        return lines;
    }

    /** {@return whether this could be the id of an entry} */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Places in the log grow, and so do these. */
    static String id(Step step, int number) {
        return HexFormat.of().toHexDigits(step.place()) + "-" + HexFormat.of().toHexDigits((short) number);
    }

    private long balance(int member, int unit) {
        long sum = 0;
        for (int identity : identities.of(member)) {
            sum += engine.ledger().balance(identity, unit);
        }
        return sum;
    }

    private EntryLine line(String id, Step step, Entry entry, long balance) {
        Grant grant = entry.grant();
        boolean ofLimit = grant.kind() == Grant.Kind.LIMIT;
        ActivityFact cause = ofLimit ? null : engine.log().activity(grant.cause());
        int object = cause == null ? -1 : cause.object;
        StoredObject stored = object < 0 ? null : engine.vault().object(object);
        String type = cause == null ? "limit" : dictionary.word(cause.type);
        String[] version = dictionary.word(entry.version()).split("\n", -1);
        boolean correction = entry.revision() > 0 && !ofLimit;
        Ledger.Period closed = engine.ledger().closedPeriod(grant.unit(), entry.at(), step.recorded());
        return new EntryLine(
                id,
                dictionary.word(grant.unit()),
                entry.delta(),
                balance,
                instant(entry.at()),
                instant(step.recorded()),
                grant.kind() == Grant.Kind.TIMER ? "timer" : type,
                grant.role() < 0 ? "" : dictionary.word(grant.role()),
                object < 0 || objects.type(object) < 0 ? "" : dictionary.word(objects.type(object)),
                stored == null ? "" : stored.id(),
                dictionary.word(grant.rule()),
                ofLimit ? LimitWords.of(version[1]) : words(dictionary.word(entry.version()), grant),
                version[1].length() >= DIGEST_SHOWN && !ofLimit ? version[1].substring(0, DIGEST_SHOWN) : "",
                version[2],
                correction,
                correction ? dictionary.word(step.reason()) : "",
                Optional.ofNullable(closed).map(Ledger.Period::name));
    }

    private Words words(String version, Grant grant) {
        RuleText text = engine.decisions().text(version);
        if (text != null) {
            return text.words();
        }
        String rule = dictionary.word(grant.rule());
        return Words.of("rule", "{0}", "{0}", rule);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
