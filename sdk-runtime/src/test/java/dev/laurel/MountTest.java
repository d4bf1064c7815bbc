package dev.laurel;

import static dev.laurel.HttpCalls.INSIDE;
import static dev.laurel.HttpCalls.json;
import static dev.laurel.HttpCalls.post;
import static dev.laurel.HttpCalls.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes in a host's own router, wherever it mounts them. */
class MountTest {
    @TempDir
    Path folder;

    /** A server of the host's with the routes mounted in it. */
    private void mounted(Consumer<Router> before, Consumer<String> check) {
        Vertx vertx = Vertx.vertx();
        try {
            Laurel hosted = Town.bare(folder.resolve("mounted"), new TownPlugin())
                    .vertx(vertx)
                    .community("town", community -> community.rules("town/rules"))
                    .start();
            try (hosted) {
                Web mountable = hosted.web();
                Router router = Router.router(vertx);
                before.accept(router);
                router.route(INSIDE + "*").subRouter(mountable.router());
                int port = vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get()
                        .actualPort();
                String base = "http://127.0.0.1:" + port + INSIDE;
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                URI.create(base + "v1/communities/town/sources/portal/activities"))
                        .header("Authorization", "Bearer " + mountable.operatorToken());
                check.accept(send(post(
                                request,
                                "{\"activities\": [{\"type\": \"visit\", \"id\": \"v1\", \"at\":"
                                        + " \"2026-03-01T11:00:00Z\"}]}"))
                        .body());
                HttpRequest.Builder missing = HttpRequest.newBuilder(URI.create(base + "v1/none"));
                assertThat(json(send(missing), 404).getString("code")).isEqualTo("NOT_FOUND");
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            vertx.close();
        }
    }

    @Test
    void givenAHostsRouter_whenMountedBare_thenBodiesAreRead() {
        mounted(router -> {}, body -> assertThat(body).contains("ACCEPTED"));
    }

    @Test
    void givenAHostsRouter_whenMountedAfterItsBodyHandler_thenBodiesAreRead() {
        mounted(
                router -> router.route().handler(BodyHandler.create()),
                body -> assertThat(body).contains("ACCEPTED"));
    }

    @Test
    void givenAHostsRouter_whenMountedAfterAsynchronousAuthentication_thenBodiesAreRead() {
        mounted(
                router -> router.route().handler(context -> {
                    context.request().pause();
                    context.vertx().setTimer(50, fired -> {
                        context.request().resume();
                        context.next();
                    });
                }),
                body -> assertThat(body).contains("ACCEPTED"));
    }

    @Test
    void givenAHostThatLetsTheBodyGo_whenMountedAfterIt_thenItIsToldWhatToDo() {
        mounted(
                router -> router.route()
                        .handler(context -> context.request().body().onSuccess((Buffer read) -> context.next())),
                body -> assertThat(new JsonObject(body).getString("code")).isEqualTo("BODY_GONE"));
    }
}
