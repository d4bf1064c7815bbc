package dev.laurel;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of one community that is served over HTTP from the beginning to the end of each. */
abstract class ServedTown {

    @TempDir
    Path folder;

    Laurel laurel;
    Community town;
    Web web;
    URI root;

    @BeforeEach
    final void serve() {
        laurel = Town.bare(folder, new TownPlugin())
                .community("town", this::declare)
                .start();
        town = laurel.community("town");
        web = admitting(laurel.web());
        root = web.start(0);
    }

    @AfterEach
    final void stop() {
        web.close();
        laurel.close();
    }

    /** Says what the community uses. */
    void declare(CommunityBuilder declared) {
        declared.rules("town/rules").leaderboard("thanked", board -> board.members(TownPlugin.REPUTATION));
    }

    /** Says who is let in, the operator besides. */
    Web admitting(Web open) {
        return open;
    }
}
