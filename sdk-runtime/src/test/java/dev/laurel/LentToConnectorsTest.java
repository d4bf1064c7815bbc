package dev.laurel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.lent.HttpBounds;
import dev.laurel.spi.Extension;
import dev.laurel.spi.Http;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.PluginContext;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Cursor;
import dev.laurel.spi.activity.Page;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Setting;
import dev.laurel.spi.http.Request;
import dev.laurel.spi.http.Response;
import dev.laurel.view.ConnectorStatus;
import dev.laurel.view.ConnectorStatus.State;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connectors ask their sources through the client that they are lent. */
@Timeout(120)
class LentToConnectorsTest {
    private static final Setting<URI> PLACE = Setting.uri("place", "Where to ask.");

    @TempDir
    Path folder;

    private Vertx vertx;
    private HttpServer server;
    private volatile int status = 200;

    /** Asks once, and takes the answer for the id of a visit. */
    private static final class Asking implements Plugin {
        @Override
        public String id() {
            return "asking";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(Extension.pullConnector(
                    "visits", ConfigSpec.of(PLACE), context -> (after, limit) -> pull(context, after)));
        }

        private static Page pull(PluginContext context, Cursor after) throws Exception {
            Http http = context.http();
            Response response = http.send(Request.get(context.settings().get(PLACE)));
            Activity visit = Town.visit(response.text(), "ada", Town.NOON);
            return Page.of(after.isStart() ? List.of(visit) : List.of(), Cursor.of("asked"))
                    .build();
        }
    }

    @BeforeEach
    void serve() {
        vertx = Vertx.vertx();
        server = Town.get(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(status)
                        .putHeader("retry-after", "3600")
                        .end("first"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture());
    }

    @AfterEach
    void stop() {
        Town.get(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private LaurelBuilder town() {
        URI place = URI.create("http://127.0.0.1:" + server.actualPort() + "/visits?key=hidden");
        return Town.bare(folder, new Asking())
                .community("town", town -> town.connector("asking/visits", "shop", Map.of("place", place.toString())));
    }

    private static ConnectorStatus status(Laurel laurel, State state) {
        Awaitility.await()
                .atMost(Town.soon())
                .until(() -> laurel.community("town").connectors().get(0).state() == state);
        return laurel.community("town").connectors().get(0);
    }

    @Test
    void givenAddressThatTheHostAllows_whenAConnectorAsks_thenItGetsItsAnswer() {
        HttpBounds allowing = HttpBounds.usual().withAllowed(Set.of("127.0.0.1"));
        try (Laurel laurel = town().http(allowing).start()) {
            Town.get(laurel.community("town").upToDate("shop"));
            assertThat(laurel.community("town").connectors().get(0).accepted()).isEqualTo(1);
        }
    }

    @Test
    void givenAddressThatTheHostDoesNotAllow_whenAConnectorAsks_thenItNeedsAPersonAndSaysWhy() {
        try (Laurel laurel = town().start()) {
            assertThat(status(laurel, State.FAILED).failure())
                    .contains("asking/visits", "127.0.0.1", "allowed")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void givenSourceThatWantsToBeLeftAlone_whenAConnectorAsks_thenItWaitsAsLongAndThatIsNoFailure() {
        status = 429;
        HttpBounds allowing = HttpBounds.usual().withAllowed(Set.of("127.0.0.1"));
        try (Laurel laurel = town().http(allowing).start()) {
            assertThat(status(laurel, State.SUSPENDED).failure())
                    .contains("leaves its source alone until " + Town.NOON.plusSeconds(3600))
                    .doesNotContain("in a row", "hidden");
        }
    }
}
