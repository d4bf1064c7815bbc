package com.example.guestbook;

import dev.laurel.spi.Plugin;
import dev.laurel.testkit.contract.RewardRulesContract;

class ThankedTest extends RewardRulesContract {
    @Override
    protected Plugin plugin() {
        return new GuestBookPlugin();
    }

    @Override
    protected String extension() {
        return "thanks";
    }
}
