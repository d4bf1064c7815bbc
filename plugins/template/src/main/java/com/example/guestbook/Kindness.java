package com.example.guestbook;

import dev.laurel.spi.Scorer;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Score;
import java.util.List;

/** How kind a member is: one for each thanks that they give. */
final class Kindness implements Scorer {
    @Override
    public List<Score> score(Participation participation) {
        return participation.type().equals("thanks.given") && participation.role().equals(Role.AUTHOR)
                ? List.of(Score.ofMember("kindness", 1))
                : List.of();
    }
}
