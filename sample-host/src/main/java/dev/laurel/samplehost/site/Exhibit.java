package dev.laurel.samplehost.site;

import dev.laurel.Community;
import dev.laurel.samplehost.proof.Comparison;
import dev.laurel.view.ConnectorStatus;
import java.util.Optional;
import java.util.OptionalLong;

/** What the pages show. Its methods are called on event loops, so they do not block. */
public interface Exhibit {

    /** {@return the community} */
    Community community();

    /** {@return the source under which the community knows its members} */
    String source();

    /** {@return whether this is the data that comes with the demo, of which is known where it was published} */
    boolean isBundled();

    /**
     * What the site itself says a member's reputation is.
     *
     * @param id the member's id at the source
     * @return the total; empty if the site does not say
     */
    OptionalLong siteTotal(String id);

    /** {@return how Laurel's results compare with the site's own; empty until the import is complete} */
    Optional<Comparison> comparison();

    /** {@return how the import is doing} */
    ConnectorStatus progress();
}
