package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.Plugin;
import dev.laurel.testkit.contract.PluginContract;
import dev.laurel.testkit.contract.PullConnectorContract;
import dev.laurel.testkit.contract.RewardRulesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What the testkit asks of every plugin. */
class StackExchangeContractTest {
    @Nested
    class OfThePlugin extends PluginContract {
        @Override
        protected Plugin plugin() {
            return new StackExchangePlugin();
        }
    }

    @Nested
    class OfTheDump extends PullConnectorContract {
        @TempDir
        Path directory;

        @BeforeEach
        void write() {
            try {
                SmallDump.ofACommunity(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Plugin plugin() {
            return new StackExchangePlugin();
        }

        @Override
        protected String extension() {
            return "dump";
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("directory", directory.toString());
        }
    }

    @Nested
    class OfReputation extends RewardRulesContract {
        @Override
        protected Plugin plugin() {
            return new StackExchangePlugin();
        }

        @Override
        protected String extension() {
            return "reputation-2018";
        }
    }

    @Nested
    class OfBadges extends RewardRulesContract {
        @Override
        protected Plugin plugin() {
            return new StackExchangePlugin();
        }

        @Override
        protected String extension() {
            return "badges-2018";
        }
    }
}
