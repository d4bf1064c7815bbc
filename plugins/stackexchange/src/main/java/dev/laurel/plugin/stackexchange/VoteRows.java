package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.util.Optional;
import java.util.Set;

/**
 * What a row of {@code Votes.xml} says. Votes are dated to the day, often before their own post, and some are about posts
 * that the dump does not have. Who voted is told for bounties and favourites only.
 */
final class VoteRows {
    static final Set<String> FIELDS = Set.of("Id", "PostId", "VoteTypeId", "CreationDate", "UserId", "BountyAmount");

    /** Who puts some of their reputation on a question as a bounty. */
    static final Role GIVER = Role.of("giver");

    private static final int OFFENSIVE = 4;
    private static final int FAVOURITE = 5;
    private static final int BOUNTY_START = 8;
    private static final int BOUNTY_CLOSE = 9;
    private static final int SPAM = 12;

    private VoteRows() {}

    static Activity activity(Row row) throws BadRowException {
        String id = row.id("Id");
        int kind = row.smallNumber("VoteTypeId");
        boolean amount = row.text("BountyAmount").isPresent();
        Activity.Builder activity = Activity.of(type(kind, amount), "vote-" + id)
                .at(row.time("CreationDate"))
                .sequence(row.number("Id"))
                .about(ObjectRef.of(PostRows.objectId(row.id("PostId"))));
        if (amount) {
            activity.amount(row.smallNumber("BountyAmount"));
        } else if (kind == BOUNTY_START) {
            throw row.missing("BountyAmount");
        }
        Optional<String> who = row.optionalId("UserId");
        if (who.isPresent() && (kind == FAVOURITE || kind == BOUNTY_START)) {
            activity.by(kind == FAVOURITE ? Role.RATER : GIVER, Actor.of(who.get()));
        }
        if (kind == OFFENSIVE || kind == SPAM) {
            activity.attribute("reason", kind == SPAM ? "spam" : "offensive");
        }
        return activity.build();
    }

    private static String type(int kind, boolean amount) {
        if (kind == BOUNTY_CLOSE) {
            return amount ? "bounty.awarded" : "bounty.expired";
        }
        return switch (kind) {
            case 1 -> "answer.accepted";
            case 2 -> "vote.up";
            case 3 -> "vote.down";
            case OFFENSIVE, SPAM -> "post.flagged";
            case FAVOURITE -> "vote.favourite";
            case 6 -> "post.close-voted";
            case 7 -> "post.reopen-voted";
            case BOUNTY_START -> "bounty.offered";
            case 10 -> "post.deletion-voted";
            case 11 -> "post.undeletion-voted";
            case 15 -> "post.reviewed";
            case 16 -> "post.edit-approved";
            default -> "vote.other-" + kind;
        };
    }
}
