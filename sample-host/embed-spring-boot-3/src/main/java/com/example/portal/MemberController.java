package com.example.portal;

import dev.laurel.Community;
import dev.laurel.view.EntryLine;
import dev.laurel.view.MemberKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A member's reputation, with the lines that say why, in the reader's language. */
@RestController
class MemberController {
    private final Community readers;

    MemberController(Community readers) {
        this.readers = readers;
    }

    record Reputation(long points, List<Line> lines) {}

    record Line(long amount, long balance, String why, Instant happened) {
        static Line of(EntryLine entry, Locale locale) {
            return new Line(entry.amount(), entry.balance(), entry.words().in(locale), entry.happened());
        }
    }

    @GetMapping("/members/{id}")
    CompletableFuture<ResponseEntity<Reputation>> member(@PathVariable String id, Locale locale) {
        MemberKey key = MemberKey.of(RecognitionController.SOURCE, id);
        return readers.member(key).thenCombine(readers.entries(key, 20), (member, entries) -> {
            List<Line> lines =
                    entries.stream().map(entry -> Line.of(entry, locale)).toList();
            return ResponseEntity.of(
                    member.map(known -> new Reputation(known.balance("points/" + KindWords.CURRENCY), lines)));
        });
    }
}
