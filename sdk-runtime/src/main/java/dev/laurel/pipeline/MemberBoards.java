package dev.laurel.pipeline;

import dev.laurel.identity.Identities;
import dev.laurel.identity.Objects;
import dev.laurel.identity.Person;
import dev.laurel.leaderboard.Leaderboards;
import dev.laurel.leaderboard.Leaderboards.Earned;
import dev.laurel.leaderboard.Leaderboards.Who;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.view.MemberFlag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Keeps leaderboards of members in step: with what is posted, with who is who, and with what objects are about. */
final class MemberBoards {
    private static final Map<Integer, String> NO_TOPICS = Map.of();

    private final Engine engine;
    private final Leaderboards boards;
    private final Identities identities;
    private final Objects objects;
    private final WordSet<int[]> byUnit;
    private final boolean byTopic;
    private final Set<String> attributes = new TreeSet<>();
    // Whose group has been told: everybody who has ever been on such a leaderboard.
    private final BitSet told = new BitSet();

    MemberBoards(Engine engine, Leaderboards boards) {
        this.engine = engine;
        this.boards = boards;
        this.identities = engine.world().around().identities();
        this.objects = engine.world().around().objects();
        this.byUnit = new WordSet<>(engine.dictionary(), this::boardsOf);
        boolean anyByTopic = false;
        for (int i = 0; i < boards.size(); i++) {
            if (boards.declaration(i).ofMembers()) {
                anyByTopic |= boards.declaration(i).byTopic();
                attributes.add(boards.declaration(i).group());
            }
        }
        this.byTopic = anyByTopic;
        attributes.remove("");
    }

    private int[] boardsOf(String unit) {
        return IntStream.range(0, boards.size())
                .filter(board -> boards.declaration(board).unit().equals(unit))
                .toArray();
    }

    boolean isByTopic() {
        return byTopic;
    }

    /** An entry has been posted. */
    void posted(Entry entry) {
        int[] concerned = byUnit.of(entry.grant().unit());
        if (concerned.length == 0) {
            return;
        }
        if (!attributes.isEmpty() && !told.get(entry.account())) {
            regrouped(identities.member(entry.account()));
        }
        Map<Integer, String> topics = byTopic ? topics(entry.grant()) : NO_TOPICS;
        for (int board : concerned) {
            boards.earned(board, topics, new Earned(entry.account(), entry.delta(), entry.at()));
        }
    }

    private Map<Integer, String> topics(Grant grant) {
        if (grant.kind() == Grant.Kind.LIMIT) {
            // A cap or floor looks at a whole period, which has no topic.
            return NO_TOPICS;
        }
        int object = engine.log().activity(grant.cause()).object;
        return object < 0 ? NO_TOPICS : texts(objects.topicsFromAbove(object));
    }

    /** {@return topics with their texts} */
    Map<Integer, String> texts(int[] topics) {
        if (topics.length == 0) {
            return NO_TOPICS;
        }
        Map<Integer, String> texts = new TreeMap<>();
        for (int topic : topics) {
            texts.put(topic, engine.dictionary().word(topic));
        }
        return texts;
    }

    /** A member is another now: has more or fewer identities, is shown or not, belongs to another group. */
    void regrouped(int... members) {
        List<Who> now = new ArrayList<>();
        for (int member : members) {
            now.add(who(member));
        }
        boards.regrouped(now);
    }

    /** Something else has been said of somebody; it matters if it may have been their group. */
    void said(int identity) {
        if (!attributes.isEmpty() && told.get(identity)) {
            regrouped(identities.member(identity));
        }
    }

    private Who who(int member) {
        int[] all = identities.of(member);
        boolean shown = true;
        for (MemberFlag flag : MemberFlag.values()) {
            shown &= !identities.isFlagged(member, flag);
        }
        Map<String, String> values = new HashMap<>();
        for (int identity : all) {
            shown &= !identities.isErased(identity);
            told.set(identity);
            Person person = attributes.isEmpty() ? null : engine.vault().person(identity);
            for (String attribute : attributes) {
                String value = person == null ? null : person.attributes().get(attribute);
                if (value != null) {
                    values.putIfAbsent(attribute, value);
                }
            }
        }
        return new Who(all, shown, values);
    }

    /**
     * Activities belong to other topics now: what they earned moves with them.
     *
     * @param before by the place of each activity, the topics it had
     * @param concerned who may have earned something by them
     */
    void moved(Map<Long, int[]> before, Set<Integer> concerned) {
        for (int identity : concerned) {
            for (long place = identities.head(identity); place != Place.NONE; ) {
                Step step = engine.log().step(place);
                for (Entry entry : step.entries()) {
                    int[] topics = entry.grant().kind() == Grant.Kind.LIMIT
                            ? null
                            : before.get(entry.grant().cause());
                    if (topics != null) {
                        move(entry, texts(topics), topics(entry.grant()));
                    }
                }
                place = step.previous();
            }
        }
    }

    private void move(Entry entry, Map<Integer, String> from, Map<Integer, String> to) {
        for (int board : byUnit.of(entry.grant().unit())) {
            if (boards.declaration(board).byTopic()) {
                boards.moved(board, from, to, new Earned(entry.account(), entry.delta(), entry.at()));
            }
        }
    }
}
