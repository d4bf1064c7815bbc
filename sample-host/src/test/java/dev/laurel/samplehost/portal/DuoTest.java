package dev.laurel.samplehost.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.Laurel;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.stage.Showcase;
import dev.laurel.samplehost.showcase.stage.Stage;
import dev.laurel.view.MemberKey;
import dev.laurel.view.RankedMember;
import dev.laurel.view.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuoTest {
    private static final long SEED = 42;

    // The story ends when it is begun, so it is another one at every moment. At the first, no leader answered in
    // English.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T19:34:15Z",
                "2026-11-20T12:00:00Z",
                "2026-12-31T23:59:59Z",
                "2027-01-01T03:00:00Z",
                "2027-03-28T01:30:00Z",
                "2027-07-14T09:07:00Z"
            })
    void givenAnyMomentWhenTheTourOpensThenBothTabsShowThePlaceOfWhoAnswered(String moment, @TempDir Path folder)
            throws IOException {
        Instant now = Instant.parse(moment);
        try (Laurel laurel = Showcase.declare(Laurel.builder()
                                .directory(folder)
                                .classPath(DuoTest.class.getClassLoader())
                                .clock(() -> now))
                        .start();
                Showcase showcase = Showcase.open(laurel, folder, SEED, () -> now)) {
            for (Stage stage : showcase.stages()) {
                stage.tell();
                Set<String> leaders = leaders(stage);
                for (String language : List.of("en", "fr")) {
                    Duo duo = Duo.of(stage, language, leaders);
                    assertThat(leaders).contains(duo.author().id());
                    assertThat(duo.reader().id()).isNotEqualTo(duo.author().id());
                    assertThat(stage.forum().post(duo.post()).orElseThrow().helpfulTo())
                            .doesNotContainKey(duo.reader().id());
                }
            }
        }
    }

    private static Set<String> leaders(Stage stage) {
        return stage.community().leaderboard(Showcase.EVER).members(Slice.ALL, 0, 10).join().lines().stream()
                .map(RankedMember::key)
                .filter(key -> key.source().equals(Activities.FORUM))
                .map(MemberKey::id)
                .collect(Collectors.toSet());
    }
}
