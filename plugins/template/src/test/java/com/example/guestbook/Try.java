package com.example.guestbook;

import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.Role;
import dev.laurel.testkit.DevHost;
import dev.laurel.testkit.History;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The plugin in a host: mvn -q test-compile exec:java, or from the IDE. It follows what is compiled. */
public final class Try {
    static History sample() {
        return History.from(Instant.parse("2026-03-01T12:00:00Z"))
                .happens("thanks.given", it -> it.by(Role.AUTHOR, Actor.of("ada")).by(Role.THANKED, Actor.of("bob")))
                .happens("thanks.given", it -> it.by(Role.AUTHOR, Actor.of("cleo")).by(Role.THANKED, Actor.of("bob")))
                .happens("thanks.given", it -> it.by(Role.AUTHOR, Actor.of("ada")).by(Role.THANKED, Actor.of("ada")));
    }

    public static void main(String[] args) throws Exception {
        DevHost.of(Path.of("target/classes"))
                .rules("guest-book/thanks", Map.of("points", "5"))
                .connector("guest-book/entries", "book", Map.of("file", "src/test/resources/guest-book.csv"))
                .member("book", "bob")
                .sample(sample().activities())
                .run();
    }
}
