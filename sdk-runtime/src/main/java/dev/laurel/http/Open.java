package dev.laurel.http;

import dev.laurel.leaderboard.Declaration;
import dev.laurel.pipeline.Partition;
import dev.laurel.pipeline.Questions;
import dev.laurel.pipeline.Rankings;
import dev.laurel.plugin.Guests;
import java.util.List;

/**
 * A community that can be asked.
 *
 * @param name its name
 * @param partition its partition
 * @param guests what plugins do for it
 * @param questions what can be asked of it
 * @param rankings its leaderboards with names
 * @param leaderboards what leaderboards there are
 */
public record Open(
        String name,
        Partition partition,
        Guests guests,
        Questions questions,
        Rankings rankings,
        List<Declaration> leaderboards) {

    /**
     * A community.
     *
     * @param name its name
     * @param partition its partition
     * @param guests what plugins do for it
     * @param leaderboards what leaderboards there are
     * @return the community
     */
    public static Open of(String name, Partition partition, Guests guests, List<Declaration> leaderboards) {
        return new Open(
                name, partition, guests, new Questions(partition), new Rankings(partition), List.copyOf(leaderboards));
    }

    /** {@return what a leaderboard ranks} */
    Declaration leaderboard(String leaderboard) {
        return leaderboards.stream()
                .filter(each -> each.name().equals(leaderboard))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        404,
                        "NOT_FOUND",
                        "the community " + name + " has no leaderboard of this name, only "
                                + leaderboards.stream().map(Declaration::name).toList()));
    }
}
