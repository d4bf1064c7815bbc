package dev.laurel;

import dev.laurel.spi.Plugin;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.LaurelException;
import dev.laurel.view.MemberKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What the tests of the embedding API share: a community called town, things that happen in it, and waiting for answers. */
final class Town {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);
    static final String SOURCE = "portal";
    static final boolean PROOF = Boolean.getBoolean("laurel.proof");

    private Town() {}

    static LaurelBuilder in(Path folder) {
        return in(folder, new TownPlugin());
    }

    static LaurelBuilder in(Path folder, TownPlugin plugin) {
        return bare(folder, plugin).community("town", town -> town.rules("town/rules"));
    }

    static LaurelBuilder importing(Path folder, TownPlugin plugin) {
        return bare(folder, plugin)
                .community("town", town -> town.rules("town/rules").connector("town/dump", "dump", Map.of()));
    }

    static LaurelBuilder bare(Path folder, Plugin plugin) {
        return Laurel.builder()
                .directory(folder)
                .plugin(plugin)
                .clock(CLOCK)
                .whenBusy(WhenBusy.FAIL)
                .patience(Duration.ofMinutes(10));
    }

    static MemberKey key(String id) {
        return MemberKey.of(SOURCE, id);
    }

    /** Somebody thanked somebody. */
    static Activity thanks(String id, String from, String to) {
        return thanks(id, from, to, NOON);
    }

    static Activity thanks(String id, String from, String to, Instant at) {
        return Activity.of("thanks", id)
                .at(at)
                .by(Role.RATER, Actor.of(from))
                .by(Role.THANKED, Actor.of(to))
                .build();
    }

    /** Somebody answered. */
    static Activity answer(String id, String author, String object) {
        return Activity.of("answer", id)
                .at(NOON)
                .about(ObjectRef.of(object, "answer").by(Actor.of(author)).build())
                .build();
    }

    static Activity visit(String id, String member, Instant at) {
        return Activity.of("visit", id).at(at).by(Role.MEMBER, Actor.of(member)).build();
    }

    static Activity order(String id, String member, long amount) {
        return Activity.of("order", id)
                .at(NOON)
                .by(Role.MEMBER, Actor.of(member))
                .amount(amount)
                .build();
    }

    /** What a future comes to; what it fails with is thrown. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError("failed with something that is no RuntimeException", e);
        } catch (TimeoutException e) {
            throw new AssertionError("there was no answer for half a minute", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static long balance(Community community, String id) {
        return balance(community, id, TownPlugin.REPUTATION);
    }

    static long balance(Community community, String id, String unit) {
        return get(community.member(key(id)))
                .map(member -> member.balance(unit))
                .orElse(0L);
    }

    /** A backup of a community is a file of it that can be looked into while it is open. */
    static long ask(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    static long lastSegment(Path folder) {
        return ask(folder.resolve("town.laurel"), "SELECT max(number) FROM segment");
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LaurelException failure(Runnable doing) {
        try {
            doing.run();
        } catch (LaurelException e) {
            return e;
        }
        throw new AssertionError("it did not fail");
    }

    static Duration soon() {
        return Duration.ofSeconds(20);
    }
}
