package com.example.guestbook;

import dev.laurel.spi.Plugin;
import dev.laurel.testkit.contract.PluginContract;

class GuestBookPluginTest extends PluginContract {
    @Override
    protected Plugin plugin() {
        return new GuestBookPlugin();
    }
}
