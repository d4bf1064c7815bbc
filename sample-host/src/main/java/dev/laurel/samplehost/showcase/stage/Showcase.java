package dev.laurel.samplehost.showcase.stage;

import dev.laurel.CommunityBuilder;
import dev.laurel.Laurel;
import dev.laurel.LaurelBuilder;
import dev.laurel.samplehost.showcase.Activities;
import dev.laurel.samplehost.showcase.Company;
import dev.laurel.spi.reward.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both companies at work. */
public final class Showcase implements AutoCloseable {
    /** The leaderboard of the last thirty days, by topic and town. */
    public static final String RECENT = "recent";
    /** The leaderboard of all time. */
    public static final String EVER = "ever";
    /** The leaderboard of this month and those before. */
    public static final String MONTHS = "months";
    /** The leaderboard of products. */
    public static final String PRODUCTS = "products";

    private static final String REPUTATION = "points/reputation";
    private static final int DAYS = 30;
    private static final int KEPT_MONTHS = 12;

    private final List<Stage> stages;

    private Showcase(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /**
     * Declares what both communities use.
     *
     * @param builder a builder with the plugins of the class path
     * @return the builder
     */
    public static LaurelBuilder declare(LaurelBuilder builder) {
        for (Company company : Company.values()) {
            builder.community(company.id(), community -> declare(company, community));
        }
        return builder;
    }

    private static void declare(Company company, CommunityBuilder community) {
        community
                .zone(company.zone())
                .rules(company.rules())
                .leaderboard(
                        RECENT,
                        board -> board.members(REPUTATION)
                                .lastDays(DAYS)
                                .byTopic()
                                .byGroup("town"))
                .leaderboard(EVER, board -> board.members(REPUTATION))
                .leaderboard(MONTHS, board -> board.members(REPUTATION).every(Window.MONTH, KEPT_MONTHS))
                .leaderboard(
                        PRODUCTS,
                        board -> board.objects("product")
                                .uniting(Activities.FORUM, Activities.SHOP)
                                .counting("order.placed", 1)
                                .counting("sim.activated", 1)
                                .counting("order.returned", -2)
                                .counting("review.written", 1)
                                .counting("review.helpful", 3)
                                .byTopic());
    }

    /**
     * Opens both companies.
     *
     * @param laurel with what {@link #declare} declares
     * @param folder where their journals are
     * @param seed for stories that begin now
     * @param clock tells the time
     * @return the companies; their communities know nothing yet, see {@link Stage#tell}
     * @throws IOException if a journal cannot be read or written
     */
    public static Showcase open(Laurel laurel, Path folder, long seed, InstantSource clock) throws IOException {
        List<Stage> stages = new ArrayList<>();
        try {
            for (Company company : Company.values()) {
                stages.add(Stage.open(company, laurel.community(company.id()), folder, seed, clock));
            }
            return new Showcase(stages);
        } catch (IOException | RuntimeException e) {
            new Showcase(stages).close();
            throw e;
        }
    }

    /** {@return the companies, in order} */
    public List<Stage> stages() {
        return stages;
    }

    /**
     * A company.
     *
     * @param id its id
     * @return the company
     */
    public Optional<Stage> stage(String id) {
        return stages.stream().filter(each -> each.company().id().equals(id)).findFirst();
    }

    @Override
    public void close() throws IOException {
        for (Stage stage : stages) {
            stage.close();
        }
    }
}
