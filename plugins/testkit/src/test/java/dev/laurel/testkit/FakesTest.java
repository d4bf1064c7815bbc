package dev.laurel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.spi.Extension;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.InvalidConfigException;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.reward.Evidence;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FakesTest {
    private static final Setting<Long> POINTS =
            Setting.integer("points", "points for a vote").orElse(5L);

    @Test
    void givenAClock_whenMoved_thenItSaysSoAndNotOtherwise() {
        FakeClock clock = FakeClock.create();
        assertThat(clock.instant()).isEqualTo(FakeClock.START);
        assertThat(clock.advance(Duration.ofDays(1))).isEqualTo(FakeClock.START.plus(Duration.ofDays(1)));
        clock.set(FakeClock.START.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(FakeClock.START.minusSeconds(1));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenAContext_whenBuilt_thenItLendsWhatWasSaid() {
        Extension<?> extension = Extension.rewardRules("rules", ConfigSpec.of(POINTS), context -> List.of());
        FakeContext context = FakeContext.builder()
                .community("town")
                .instance("forum")
                .settings(extension, Map.of("points", "7"))
                .build();
        context.logger().log(System.Logger.Level.WARNING, "{0} of {1}", 1, 1_000_000);
        context.logger().log(System.Logger.Level.ERROR, "broken", new IllegalStateException("inside"));

        assertThat(context.community()).isEqualTo("town");
        assertThat(context.instance()).isEqualTo("forum");
        assertThat(context.settings().get(POINTS)).isEqualTo(7);
        assertThat(context.logger().lines()).containsExactly("WARNING 1 of 1,000,000", "ERROR broken");
        assertThat(context.logger().everything()).contains("IllegalStateException: inside");
        assertThat(FakeContext.of(extension, Map.of()).settings().get(POINTS)).isEqualTo(5);
        assertThatThrownBy(() -> FakeContext.of(extension, Map.of("point", "7")))
                .isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void givenAContextWithoutAProvider_whenSomethingIsAsked_thenTheTestFails() {
        Request request = Request.get(URI.create("https://forum.example/"));

        assertThatThrownBy(() -> FakeContext.builder().build().http().send(request))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FakeHttp");
    }

    @Test
    void givenAHistory_whenItHappens_thenIdsAndTimesAreThere() {
        History history = History.from(FakeClock.START)
                .happens("visited", activity -> {})
                .passes(Duration.ofHours(1))
                .happens("visited", activity -> activity.amount(3))
                .withdraws("visited-1");

        assertThat(history.activities())
                .extracting(activity -> activity.id() + " " + activity.at())
                .containsExactly(
                        "visited-1 2041-03-01T12:00:00Z",
                        "visited-2 2041-03-01T13:01:00Z",
                        "withdrawn-3 2041-03-01T13:02:00Z");
        assertThat(history.activities().get(2).withdraws()).contains("visited-1");
    }

    @Test
    void givenEvidence_whenRead_thenItComesInOrderAndAsOftenAsItIsOpened() throws Exception {
        FakeEvidence evidence = new FakeEvidence()
                .trusted(4)
                .add(
                        "vote.up",
                        vote -> vote.at(FakeClock.START.plusSeconds(9))
                                .by(Role.RATER, 0)
                                .about(2, "answer")
                                .owner(1)
                                .topics("billing", "roaming"))
                .add("visited", visit -> visit.at(FakeClock.START).by(Role.MEMBER, 3));

        assertThat(lines(evidence.read()))
                .containsExactly("visited -1 -1 -1 0", "vote.up 2 0 1 2")
                .isEqualTo(lines(evidence.read()));
        assertThat(evidence.read().members()).isEqualTo(5);
        assertThat(evidence.read().objects()).isEqualTo(3);
        assertThat(evidence.read().topicName(1)).isEqualTo("roaming");
        assertThat(evidence.read().isTrusted(4)).isTrue();
        assertThat(evidence.read().isTrusted(0)).isFalse();
        assertThat(evidence.asOf()).isEqualTo(FakeClock.START.plusSeconds(9));
        assertThatThrownBy(() -> evidence.read().at()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lines(evidence.read(1))).isInstanceOf(InterruptedException.class);
    }

    private static List<String> lines(Evidence evidence) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (evidence.next()) {
            lines.add(evidence.type() + " " + evidence.object() + " " + evidence.member(Role.RATER) + " "
                    + evidence.member(Role.AUTHOR) + " " + evidence.topicCount());
        }
        return lines;
    }

    @Test
    void givenASink_whenScoresAreWritten_thenItKeepsThemAndRefusesWhatTheRuntimeWould() {
        FakeScoreSink sink = new FakeEvidence()
                .add(
                        "vote.up",
                        vote -> vote.by(Role.RATER, 1).about(0, "answer").topics("billing"))
                .sink();
        sink.member("trust", 1, .5);
        sink.memberInTopic("trust", 1, 0, .25);
        sink.object("use", 0, 2);

        assertThat(sink.scores())
                .isEqualTo(
                        Map.of("trust of member 1", .5, "trust of member 1 in billing", .25, "use of object 0", 2.0));
        assertThatThrownBy(() -> sink.member("trust", 1, .5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.member("trust", 2, .5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.member("trust", -1, .5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.memberInTopic("trust", 0, 1, .5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.object("use", 1, .5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sink.member("trust", 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenTheTestkit_whenItsClassesAreRead_thenFewOfThemNeedTheRuntime() throws Exception {
        Set<String> mayKnowIt =
                Set.of("CommunityUnderTest", "DevHost", "MemoryStore", "SampleRun", "StoreContract", "StoreUnderTest");
        Path classes = Path.of(FakeClock.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> knowing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .replace("dev/laurel/spi/", "")
                        .replace("dev/laurel/testkit/", "");
                String name = file.getFileName().toString().replaceFirst("(\\$.*)?\\.class$", "");
                if (text.contains("dev/laurel/") && !knowing.contains(name)) {
                    knowing.add(name);
                }
            }
        }

        assertThat(knowing).containsExactlyInAnyOrderElementsOf(mayKnowIt);
    }
}
