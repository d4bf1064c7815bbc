package dev.laurel.testkit.contract;

import dev.laurel.specimen.ForumPlugin;
import dev.laurel.specimen.Hook;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Delivery;
import dev.laurel.spi.activity.Role;
import dev.laurel.testkit.FakeClock;
import dev.laurel.testkit.FakeEvidence;
import dev.laurel.testkit.ParticipationBuilder;
import dev.laurel.testkit.Participations;
import dev.laurel.testkit.http.Answer;
import dev.laurel.testkit.http.Asked;
import dev.laurel.testkit.http.FakeHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contracts as an author inherits them, each over an extension of the specimen. Run by the tests beside this. */
final class Specimens {
    static final String TOKEN = "tok-123456";
    static final Map<String, String> SETTINGS = Map.of("base-url", "https://forum.example", "token", TOKEN);

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int POSTS = 7;

    private Specimens() {}

    static Answer posts(Asked asked) {
        long after = Long.parseLong(asked.query("after").orElseThrow());
        long limit = Long.parseLong(asked.query("limit").orElseThrow());
        StringBuilder text = new StringBuilder();
        for (long number = after + 1; number <= Math.min(POSTS, after + limit); number++) {
            text.append(number).append("|2026-03-01T12:00:0").append(number).append("Z|ada\n");
        }
        return Answer.text(text.append("END\n").toString());
    }

    static class Pull extends PullConnectorContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "posts";
        }

        @Override
        protected Map<String, String> settings() {
            return SETTINGS;
        }

        @Override
        protected void script(FakeHttp http) {
            http.on("GET", "/posts").header("authorization", "Bearer " + TOKEN).answersWith(Specimens::posts);
        }

        @Override
        protected Duration patience() {
            return SHORT;
        }
    }

    static class Push extends PushConnectorContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "hook";
        }

        @Override
        protected Map<String, String> settings() {
            return SETTINGS;
        }

        @Override
        protected List<DeliverySample> samples() {
            String time = "2041-03-01T12:00:00Z";
            byte[] body = "1|2026-03-01T12:00:00Z\n2|2026-03-01T12:00:05Z".getBytes(StandardCharsets.UTF_8);
            Map<String, List<String>> headers =
                    Map.of("X-Time", List.of(time), "X-Signature", List.of(Hook.signature(TOKEN, time, body)));
            return List.of(DeliverySample.of(
                    Delivery.of("/hook", headers, body, Instant.parse(time).plusSeconds(2)), "1", "2"));
        }

        @Override
        protected Duration patience() {
            return SHORT;
        }

        @Override
        protected boolean isSigned() {
            return true;
        }

        @Override
        protected Set<String> signatureHeaders() {
            return Set.of("X-Signature", "X-Time");
        }
    }

    static class Enrich extends EnricherContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "mood";
        }

        @Override
        protected Map<String, String> settings() {
            return SETTINGS;
        }

        @Override
        protected void script(FakeHttp http) {
            http.on("GET", "/mood")
                    .answersWith(
                            asked -> Answer.text(asked.query("of").orElseThrow().equals("r2") ? "glad." : "sorry."));
        }

        @Override
        protected List<Activity> samples() {
            return List.of(review("r3"), review("r2"));
        }

        private static Activity review(String id) {
            return Activity.of("review.written", id).at(FakeClock.START).build();
        }

        @Override
        protected Duration patience() {
            return SHORT;
        }
    }

    static class Notify extends ChannelContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "mail";
        }

        @Override
        protected Map<String, String> settings() {
            return SETTINGS;
        }

        @Override
        protected void script(FakeHttp http) {
            http.on("POST", "/mail").answers(Answer.status(202));
        }

        @Override
        protected Duration patience() {
            return SHORT;
        }
    }

    static class Rules extends RewardRulesContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "thanks";
        }
    }

    static class Score extends ScorerContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "helpful";
        }

        @Override
        protected List<ParticipationBuilder> samples() {
            return List.of(
                    Participations.of("vote.up", Role.AUTHOR).about("answer").amount(3),
                    Participations.of("visited", Role.MEMBER));
        }
    }

    static class Refine extends CommunityScorerContract {
        @Override
        protected Plugin plugin() {
            return new ForumPlugin();
        }

        @Override
        protected String extension() {
            return "trust";
        }

        @Override
        protected FakeEvidence evidence() {
            return new FakeEvidence()
                    .trusted(0)
                    .add(
                            "vote.up",
                            vote -> vote.by(Role.RATER, 0).about(0, "answer").owner(1))
                    .add(
                            "vote.up",
                            vote -> vote.by(Role.RATER, 2).about(0, "answer").owner(1))
                    .add("vote.up", vote -> vote.about(1, "answer").owner(3));
        }
    }
}
