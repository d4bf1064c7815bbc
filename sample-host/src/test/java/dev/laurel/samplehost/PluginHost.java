package dev.laurel.samplehost;

import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.LaurelBuilder;
import dev.laurel.Web;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A host with plugins of which one fails when it is told to. Laurel's routes lie below /inside/laurel/. */
final class PluginHost {
    static final String RULE = "moody/rules/visits";
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Moody moody = new Moody();
    private final Laurel laurel;
    private final Community town;
    private final Web web;
    private final HttpServer server;
    private final URI address;
    private volatile boolean broken;
    private int number;

    /** Its rule fails when it is told to. */
    private static final class Moody implements Plugin, RewardRule {
        volatile boolean failing;

        @Override
        public String id() {
            return "moody";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(
                    Extension.rewardRules("rules", ConfigSpec.none(), context -> List.of(this)),
                    Extension.rewardRules("unused", ConfigSpec.none(), context -> List.of(this)));
        }

        @Override
        public RuleSpec spec() {
            return RuleSpec.of("visits", 1, Words.of("visits", "A visit", "Une visite"))
                    .on("visit")
                    .as(Role.MEMBER)
                    .gives("visits")
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            if (failing) {
                throw new IllegalStateException("the table of visits is full");
            }
            return Decision.grant(Points.of("visits", 1));
        }
    }

    /** One of many. */
    private record Quiet(String id) implements Plugin {
        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.rewardRules("rules", ConfigSpec.none(), context -> List.of()));
        }
    }

    /**
     * A host.
     *
     * @param folder an empty one
     * @param quiet how many plugins there are beside, of which nobody wants anything
     * @param safeMode whether it is started in safe mode
     */
    PluginHost(Path folder, int quiet, boolean safeMode) throws Exception {
        Files.createDirectory(folder.resolve("plugins"));
        LaurelBuilder builder =
                Laurel.builder().directory(folder.resolve("data")).vertx(vertx).pluginFolder(folder.resolve("plugins"));
        builder.safeMode(safeMode).plugin(moody);
        IntStream.range(0, quiet).forEach(i -> builder.plugin(new Quiet("quiet-" + i)));
        laurel = builder.community(
                        "town", community -> community.rules("moody/rules").rules("absent/rules"))
                .start();
        town = laurel.community("town");
        web = laurel.web();
        Router router = Router.router(vertx);
        router.route("/inside/laurel/v1/*").handler(context -> {
            if (broken) {
                context.fail(500);
            } else {
                context.next();
            }
        });
        router.route("/inside/laurel/*").subRouter(web.router());
        server = get(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        address = URI.create("http://localhost:" + server.actualPort() + "/");
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    URI address() {
        return address;
    }

    String page() {
        return address + "inside/laurel/plugins";
    }

    String token() {
        return web.operatorToken();
    }

    /** Lets the rule fail, or not any more. */
    void fail(boolean fails) {
        moody.failing = fails;
    }

    /** Lets the API fail, or not any more. */
    void breakDown(boolean fails) {
        broken = fails;
    }

    /** Somebody visits. */
    void visit() {
        String id = "visit-" + ++number;
        try {
            town.record(
                            "portal",
                            Activity.of("visit", id)
                                    .at(START.plusSeconds(number))
                                    .by(Role.MEMBER, Actor.of("ada").named("Ada Lovelace"))
                                    .build())
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void close() throws Exception {
        // First nobody asks any more.
        get(server.close());
        laurel.close();
        get(vertx.close());
    }
}
