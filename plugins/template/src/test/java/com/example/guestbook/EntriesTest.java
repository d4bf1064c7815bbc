package com.example.guestbook;

import dev.laurel.spi.Plugin;
import dev.laurel.testkit.contract.PullConnectorContract;
import java.util.Map;

class EntriesTest extends PullConnectorContract {
    @Override
    protected Plugin plugin() {
        return new GuestBookPlugin();
    }

    @Override
    protected String extension() {
        return "entries";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("file", "src/test/resources/guest-book.csv");
    }
}
