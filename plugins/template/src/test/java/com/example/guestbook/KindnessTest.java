package com.example.guestbook;

import dev.laurel.spi.Plugin;
import dev.laurel.spi.activity.Role;
import dev.laurel.testkit.ParticipationBuilder;
import dev.laurel.testkit.Participations;
import dev.laurel.testkit.contract.ScorerContract;
import java.util.List;

class KindnessTest extends ScorerContract {
    @Override
    protected Plugin plugin() {
        return new GuestBookPlugin();
    }

    @Override
    protected String extension() {
        return "kindness";
    }

    @Override
    protected List<ParticipationBuilder> samples() {
        return List.of(Participations.of("thanks.given", Role.AUTHOR));
    }
}
