package com.example.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.laurel.Community;
import dev.laurel.Laurel;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import dev.laurel.view.MemberSummary;
import dev.laurel.view.Recorded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** A small portal on the JDK's own HTTP server: members thank each other, and can read what that earned them and why. */
public final class Portal implements AutoCloseable {
    private static final String SOURCE = "portal";

    private final InstantSource clock;
    private final Laurel laurel;
    private final Community readers;
    private final HttpServer server;

    /** Opens the community in the folder, and then the port. */
    Portal(Path folder, int port, InstantSource clock) throws IOException {
        this.clock = clock;
        laurel = Laurel.builder()
                .directory(folder)
                .plugin(new KindWords())
                .community("readers", readers -> readers.rules("kind-words/thanks"))
                .start();
        laurel.problems().forEach(System.err::println);
        readers = laurel.community("readers");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            laurel.close();
            throw e;
        }
        server.createContext("/thanks/", exchange -> answer(exchange, "PUT", this::thank));
        server.createContext("/members/", exchange -> answer(exchange, "GET", this::member));
        server.start();
    }

    /** Takes a port and a folder; 8080 and {@code data} if not said. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        Path folder = Path.of(args.length > 1 ? args[1] : "data");
        Portal portal = new Portal(folder, port, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(portal::close));
        System.out.println("http://localhost:" + portal.port() + "/members/ines");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * {@code PUT /thanks/ID/MEMBER}: one id is one thanks, and the first stays. The browser of a member who visits
     * another site does not send a PUT for it without asking here first, and nobody says yes.
     */
    private Answer thank(String[] path) throws ExecutionException, InterruptedException {
        if (path.length != 4) {
            return new Answer(404, "say /thanks/ID/MEMBER");
        }
        Activity thanks = Activity.of("thanks.given", path[2])
                .at(clock.instant())
                .by(Role.THANKED, Actor.of(path[3]))
                .build();
        Recorded recorded = readers.record(SOURCE, thanks).get();
        return recorded.isKept()
                ? new Answer(200, recorded.outcome().toString())
                : new Answer(409, recorded.code() + " " + recorded.message());
    }

    /** {@code GET /members/MEMBER}: the balance, and each line with the reason for it. */
    private Answer member(String[] path) throws ExecutionException, InterruptedException {
        MemberKey key = MemberKey.of(SOURCE, path.length == 3 ? path[2] : "");
        Optional<MemberSummary> member = readers.member(key).get();
        if (member.isEmpty()) {
            return new Answer(404, "nobody is known under this id");
        }
        StringBuilder text = new StringBuilder(member.get().balance("points/kindness") + " points");
        for (EntryLine line : readers.entries(key, 20).get()) {
            text.append('\n').append(line.amount()).append(": ").append(line.words());
        }
        return new Answer(200, text.toString());
    }

    /** Calls what a path stands for, and writes what it answers. */
    private static void answer(HttpExchange exchange, String method, Action action) throws IOException {
        Answer answer;
        try {
            answer = exchange.getRequestMethod().equals(method)
                    ? action.on(exchange.getRequestURI().getPath().split("/"))
                    : new Answer(405, "only " + method);
        } catch (ExecutionException e) {
            // It says what to do; what was to be recorded may be sent again with the same id.
            answer = new Answer(503, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = new Answer(503, "stopping");
        }
        try (exchange) {
            byte[] body = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Stops answering, and then Laurel, which commits what it was handed. */
    @Override
    public void close() {
        server.stop(1);
        laurel.close();
    }

    private interface Action {
        Answer on(String[] path) throws ExecutionException, InterruptedException;
    }

    private record Answer(int status, String text) {}
}
