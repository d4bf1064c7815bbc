package dev.laurel.samplehost;

import dev.laurel.Community;
import dev.laurel.view.DeadLetter;
import java.time.Instant;
import java.util.List;

/** Says what the import could not take in, and why. A letter names a place in the data, and never a member. */
final class PutAside {
    private static final int SHOWN = 5;

    private final Console console;
    private final Community community;
    private final Waiting waiting;

    PutAside(Console console, Community community, Waiting waiting) {
        this.console = console;
        this.community = community;
        this.waiting = waiting;
    }

    /**
     * Prints how many dead letters there are, and the first few.
     *
     * @param since when this run began; what was put aside before may have been mended since, and is only counted
     * @throws StoppedException if the demo is asked to end meanwhile
     */
    void print(Instant since) throws StoppedException, InterruptedException {
        List<DeadLetter> all = waiting.until(community.deadLetters().list(Integer.MAX_VALUE));
        List<DeadLetter> ofThisRun =
                all.stream().filter(each -> !each.at().isBefore(since)).toList();
        if (!ofThisRun.isEmpty()) {
            console.say("import.letters", ofThisRun.size());
            ofThisRun.stream()
                    .limit(SHOWN)
                    .forEach(each -> console.say("import.letter", each.position(), each.code(), each.reason()));
        }
        if (ofThisRun.size() > SHOWN) {
            console.say("import.letters.more", ofThisRun.size() - SHOWN);
        }
        if (all.size() > ofThisRun.size()) {
            console.say("import.letters.before", all.size() - ofThisRun.size());
        }
    }
}
