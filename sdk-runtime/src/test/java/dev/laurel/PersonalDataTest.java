package dev.laurel;

import static dev.laurel.Town.NOON;
import static dev.laurel.Town.SOURCE;
import static dev.laurel.Town.get;
import static dev.laurel.Town.key;
import static dev.laurel.Town.thanks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Reject;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.EntryLine;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import dev.laurel.view.Recorded;
import dev.laurel.view.Recorded.Outcome;
import dev.laurel.view.Standing;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a person can be given to them, and taken away for good. */
@Timeout(60)
class PersonalDataTest {
    private static final String ID = "zelda.fitzgerald@example.org";
    private static final MemberKey IN_DUMP = MemberKey.of("dump", ID);
    private static final Actor ZELDA = Actor.of(ID)
            .named("Zelda Fitzgérald")
            .with("phone", "+33-612-345-678")
            .with("shoe", "thirty-nine");
    /** All that is personal; the quoted forms of a name and so on are their substrings. */
    private static final List<String> PERSONAL = List.of(
            ID,
            "Zelda Fitzgérald",
            "+33-612-345-678",
            "thirty-nine",
            "post-of-zelda-17",
            "My router sings at night",
            "It sings the blues, dear neighbours");

    @TempDir
    Path folder;

    private final TownPlugin plugin = new TownPlugin();
    private Laurel laurel;
    private Community town;

    @BeforeEach
    void open() {
        Activity written = Activity.of("answer", "z1")
                .at(NOON.minusSeconds(60))
                .by(Role.AUTHOR, ZELDA)
                .about(ObjectRef.of("post-of-zelda-17", "answer")
                        .by(ZELDA)
                        .title("My router sings at night")
                        .build())
                .text("It sings the blues, dear neighbours")
                .build();
        plugin.dump.addAll(List.of(
                written,
                Activity.of("like", "z2")
                        .at(NOON.minusSeconds(50))
                        .by(Role.RATER, Actor.of("bob").named("Bob Baker"))
                        .about(ObjectRef.of("post-of-zelda-17"))
                        .build(),
                Activity.of("thanks", "z3")
                        .at(NOON.minusSeconds(40))
                        .by(Role.RATER, ZELDA)
                        .by(Role.THANKED, Actor.of("bob").named("Bob Baker"))
                        .build(),
                // What the source says twice in different words goes to the dead letters.
                Activity.of("answer", "z1")
                        .at(NOON.minusSeconds(60))
                        .by(Role.AUTHOR, ZELDA.named("Zelda Fitzgérald 2"))
                        .build(),
                Activity.of("answer", "z" + ID)
                        .at(NOON.plusSeconds(86_400))
                        .by(Role.AUTHOR, ZELDA)
                        .build()));
        plugin.unreadable.add(Reject.of("line 4", "MALFORMED", "a row without an id"));
        start();
    }

    private void start() {
        laurel = Town.importing(folder, plugin).start();
        town = laurel.community("town");
        get(town.upToDate("dump"));
    }

    @AfterEach
    void close() {
        laurel.close();
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Town.files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            for (String secret : PERSONAL) {
                for (var charset :
                        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                    if (contains(bytes, secret.getBytes(charset))) {
                        found.add(secret + " as " + charset + " in " + file.getFileName());
                    }
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            int same = 0;
            while (same < part.length && bytes[i + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }

    @Test
    void givenMember_whenExported_thenItIsJsonWithAllThatWasGiven() {
        JsonObject export = new JsonObject(get(town.export(IN_DUMP)));
        JsonObject identity = export.getJsonArray("identities").getJsonObject(0);
        assertThat(identity.getString("source")).isEqualTo("dump");
        assertThat(identity.getString("id")).isEqualTo(ID);
        assertThat(identity.getString("name")).isEqualTo("Zelda Fitzgérald");
        assertThat(identity.getJsonObject("attributes").getMap())
                .isEqualTo(Map.of("phone", "+33-612-345-678", "shoe", "thirty-nine"));
        assertThat(export.getJsonObject("balances").getMap()).containsEntry(TownPlugin.REPUTATION, 7);
        assertThat(export.getJsonArray("participations")).hasSize(3);
        assertThat(export.getJsonArray("entries")).hasSize(3);
        assertThat(PERSONAL).allSatisfy(secret -> assertThat(export.encode()).contains(secret));
        assertThat(export.encode()).doesNotContain("Bob Baker");
    }

    @Test
    void givenMemberNotErased_whenFilesAreSearched_thenNothingPersonalIsReadable() throws IOException {
        assertThat(get(town.member(IN_DUMP))).isPresent();
        assertThat(found()).isEmpty();
        laurel.close();
        assertThat(found()).isEmpty();
    }

    @Test
    void givenSearch_whenSomethingIsInAFile_thenItIsFound() throws IOException {
        Files.writeString(folder.resolve("other"), "x" + ID + "y");
        assertThat(found()).containsExactly(ID + " as UTF-8 in other");
        Files.write(folder.resolve("other"), "+33-612-345-678".getBytes(StandardCharsets.UTF_16LE));
        assertThat(found()).contains("+33-612-345-678 as UTF-16LE in other");
    }

    @Test
    void givenDeadLettersOfAPerson_whenRead_thenThePersonIsNotInThem() {
        assertThat(get(town.deadLetters().list(10)))
                .hasSize(3)
                .allSatisfy(letter -> assertThat(PERSONAL)
                        .allSatisfy(secret -> assertThat(letter.toString()).doesNotContain(secret)))
                .extracting(letter -> letter.code())
                .containsExactlyInAnyOrder("CONFLICT", "TIME_AHEAD", "MALFORMED");
    }

    @Test
    void givenMemberErased_whenAsked_thenNobodyIsThereAndNobodyElseLostAnything() throws IOException {
        List<EntryLine> bobs = get(town.entries(MemberKey.of("dump", "bob"), 10));
        get(town.erase(IN_DUMP, "operator"));
        assertThat(found()).isEmpty();
        assertErased();
        assertThat(get(town.entries(MemberKey.of("dump", "bob"), 10)))
                .extracting(EntryLine::amount, EntryLine::balance, EntryLine::rule)
                .isEqualTo(bobs.stream()
                        .map(line -> tuple(line.amount(), line.balance(), line.rule()))
                        .toList());
        assertThat(get(town.top(TownPlugin.REPUTATION, 10)))
                .extracting(Standing::name, Standing::balance)
                .containsExactly(tuple("Bob Baker", 10L));
        laurel.close();
        assertThat(found()).isEmpty();
    }

    private void assertErased() {
        assertThat(get(town.member(IN_DUMP))).isEmpty();
        assertThat(get(town.entries(IN_DUMP, 10))).isEmpty();
        assertThat(get(town.export(IN_DUMP))).isEmpty();
        assertThat(get(town.top(TownPlugin.REPUTATION, 10)))
                .allSatisfy(standing -> assertThat(PERSONAL)
                        .doesNotContain(standing.name(), standing.key().id()));
        assertThat(get(town.verify()).problems()).isEmpty();
    }

    @Test
    void givenMemberErased_whenTheSameImportRunsAgain_thenThePersonDoesNotComeBack() throws IOException {
        get(town.erase(IN_DUMP, "operator"));
        long activities = get(town.activityCount());
        laurel.close();
        // Another run of the same import: the community is new to nothing in it.
        plugin.dump.addAll(0, List.of(plugin.dump.get(0)));
        start();
        List<Recorded> again = get(town.record("dump", plugin.dump.subList(0, 4)));
        assertThat(again).extracting(Recorded::outcome).containsOnly(Outcome.DUPLICATE);
        assertThat(get(town.activityCount())).isEqualTo(activities);
        assertErased();
        assertThat(found()).isEmpty();
    }

    @Test
    void givenMemberErased_whenTheyDoSomethingNew_thenItIsTakenInWithoutThem() throws IOException {
        get(town.erase(IN_DUMP, "operator"));
        Recorded recorded = get(town.record(
                "dump",
                Activity.of("thanks", "new")
                        .at(NOON)
                        .by(Role.RATER, Actor.of("bob").named("Bob Baker"))
                        .by(Role.THANKED, ZELDA)
                        .about(ObjectRef.of("post-of-zelda-17", "answer")
                                .by(ZELDA)
                                .title("My router sings at night")
                                .build())
                        .text("It sings the blues, dear neighbours")
                        .build()));
        assertThat(recorded.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertErased();
        assertThat(foundBesides("It sings the blues, dear neighbours")).isEmpty();
        get(town.record(
                "dump",
                Activity.of("answer", "newer")
                        .at(NOON)
                        .by(Role.AUTHOR, ZELDA)
                        .text(PERSONAL.get(6))
                        .build()));
        assertErased();
        assertThat(found()).isEmpty();
        laurel.close();
        assertThat(found()).isEmpty();
        start();
        assertErased();
    }

    /** {@return the encrypted rows of the vault: of persons, objects, texts, and the keys} */
    private Set<ByteBuffer> vault() throws SQLException {
        Set<ByteBuffer> rows = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("town.laurel"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT body FROM page WHERE space BETWEEN 8 AND 11")) {
            while (found.next()) {
                rows.add(ByteBuffer.wrap(found.getBytes(1)));
            }
        }
        return rows;
    }

    @Test
    void givenMemberErased_whenFilesAreSearchedForTheirEncryptedRowsAndKey_thenNoneIsThereNotEvenInPart()
            throws Exception {
        Set<ByteBuffer> gone = vault();
        get(town.record(
                "dump",
                Activity.of("like", "z9")
                        .at(NOON)
                        .about(ObjectRef.of("post-of-zelda-17"))
                        .build()));
        get(town.erase(IN_DUMP, "operator"));
        gone.removeAll(vault());
        assertThat(gone).as("key, person, object and text").hasSize(4);
        for (Path file : Town.files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            for (ByteBuffer row : gone) {
                byte[] end = new byte[16];
                row.get(row.limit() - end.length, end);
                assertThat(contains(bytes, end)).as(file.toString()).isFalse();
            }
        }
    }

    @Test
    void givenMemberErased_whenSomebodyMentionsTheirPost_thenItStaysWithoutAName() throws IOException {
        get(town.erase(IN_DUMP, "operator"));
        for (String id : List.of("m1", "m2")) {
            get(town.record(
                    "dump",
                    Activity.of("thanks", id)
                            .at(NOON)
                            .by(Role.THANKED, Actor.of("bob").named("Bob Baker"))
                            .about(ObjectRef.of("post-of-zelda-17"))
                            .build()));
        }
        assertThat(get(town.entries(MemberKey.of("dump", "bob"), 2)))
                .allSatisfy(line -> assertThat(line.objectId()).isEmpty());
        assertThat(get(town.export(MemberKey.of("dump", "bob")))).doesNotContain(PERSONAL);
        assertErased();
        assertThat(found()).isEmpty();
    }

    @Test
    void givenLikeThatCameBeforeThePost_whenTheAuthorIsErased_thenThePostHasNoNameEither() throws IOException {
        ObjectRef early = ObjectRef.of("post-of-zelda-17-early");
        get(town.record(
                "dump",
                Activity.of("thanks", "e1")
                        .at(NOON.minusSeconds(9))
                        .by(Role.THANKED, Actor.of("bob"))
                        .about(early)
                        .build()));
        get(town.record(
                "dump",
                Activity.of("answer", "e2")
                        .at(NOON.minusSeconds(8))
                        .about(ObjectRef.of("post-of-zelda-17-early", "answer")
                                .by(ZELDA)
                                .title("My router sings at night")
                                .build())
                        .build()));
        get(town.erase(IN_DUMP, "operator"));
        assertThat(get(town.export(MemberKey.of("dump", "bob")))).doesNotContain(PERSONAL);
        assertErased();
        assertThat(found()).isEmpty();
    }

    private List<String> foundBesides(String text) throws IOException {
        return found().stream().filter(one -> !one.startsWith(text)).toList();
    }

    @Test
    void givenMergedMember_whenErasedByOneId_thenAllTheirIdsAreGone() {
        get(town.record(SOURCE, thanks("1", "bob", "zelda")));
        get(town.merge(key("zelda"), IN_DUMP, "operator", "wrote to us"));
        get(town.erase(key("zelda"), "operator"));
        assertErased();
        assertThat(get(town.member(key("zelda")))).isEmpty();
    }

    @Test
    void givenErasedMember_whenMerged_thenASentenceSaysThatNobodyIsKnown() {
        get(town.erase(IN_DUMP, "operator"));
        assertThatThrownBy(() -> get(town.merge(IN_DUMP, MemberKey.of("dump", "bob"), "operator", "no reason")))
                .isInstanceOf(LaurelException.class)
                .hasMessageContaining("erased");
        assertThatThrownBy(() -> get(town.erase(key("nobody"), "operator")))
                .isInstanceOf(LaurelException.class)
                .hasMessageContaining("nobody is known under this id");
    }

    @Test
    void givenSomebodyWhoReadsTheFileForLong_whenErased_thenItSaysSoAndTheSecondTryFinishesIt() throws Exception {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("town.laurel"));
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM page").close();
            assertThatThrownBy(() -> get(town.erase(IN_DUMP, "operator")))
                    .hasMessageContaining("Cannot empty the log")
                    .hasMessageContaining("try again");
            statement.execute("COMMIT");
        }
        get(town.erase(IN_DUMP, "operator"));
        assertErased();
        assertThat(found()).isEmpty();
        assertThat(Files.size(folder.resolve("town.laurel-wal"))).isZero();
    }
}
