package com.example.portal;

import dev.laurel.Community;
import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import dev.laurel.view.LaurelException;
import dev.laurel.view.Recorded;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes down what members do. Only JSON is read: a form on another site cannot send it, and a script there would have to
 * ask first, to which nobody says yes. Who the reader is would come from the session, and the ids and times from the
 * portal's own tables: sent again with the same time, it is the same activity and counts once.
 */
@RestController
class RecognitionController {
    static final String SOURCE = "portal";

    private final Community readers;

    RecognitionController(Community readers) {
        this.readers = readers;
    }

    record Thanks(String id, String to, Instant at) {}

    @PostMapping(path = "/thanks", consumes = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Answer>> thanks(@RequestBody Thanks thanks) {
        return record(Activity.of("thanks.given", thanks.id())
                .at(thanks.at())
                .by(Role.THANKED, Actor.of(thanks.to()))
                .build());
    }

    record Helpful(String id, String answer, String author, String reader, Instant at) {}

    @PostMapping(path = "/helpful", consumes = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<Answer>> helpful(@RequestBody Helpful helpful) {
        return record(Activity.of("answer.helpful", helpful.id())
                .at(helpful.at())
                .by(Role.RATER, Actor.of(helpful.reader()))
                .about(ObjectRef.of(helpful.answer(), "answer")
                        .by(Actor.of(helpful.author()))
                        .build())
                .build());
    }

    record Answer(Recorded.Outcome outcome, String message, long points) {}

    private CompletableFuture<ResponseEntity<Answer>> record(Activity activity) {
        return readers.record(SOURCE, activity).thenApply(recorded -> {
            long points = recorded.earned().stream()
                    .mapToLong(Recorded.Earned::amount)
                    .sum();
            HttpStatus status = switch (recorded.outcome()) {
                case ACCEPTED, DEFERRED, DUPLICATE -> HttpStatus.OK;
                case CONFLICT -> HttpStatus.CONFLICT;
                case REFUSED -> HttpStatus.BAD_REQUEST;
            };
            return ResponseEntity.status(status).body(new Answer(recorded.outcome(), recorded.message(), points));
        });
    }

    /** Whatever it was, the same may be sent again. */
    @ExceptionHandler
    ProblemDetail notNow(LaurelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }
}
