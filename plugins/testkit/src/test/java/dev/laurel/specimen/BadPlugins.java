package dev.laurel.specimen;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.config.Secret;
import dev.laurel.spi.config.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Plugins with one thing wrong each. */
public final class BadPlugins {
    private BadPlugins() {}

    private static Extension<?> rules(String name, Setting<?>... settings) {
        return Extension.rewardRules(name, ConfigSpec.of(settings), context -> List.of());
    }

    /** Nothing is wrong with this one, but what extends it. */
    public abstract static class Sound implements Plugin {
        @Override
        public String id() {
            return "sound";
        }

        @Override
        public List<Extension<?>> extensions() {
            return List.of(rules("one"), rules("two"));
        }
    }

    public static final class WantsAnArgument extends Sound {
        private final String name;

        public WantsAnArgument(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final class NotPublic extends Sound {
        public NotPublic() {}
    }

    public static final class IdUpperCase extends Sound {
        @Override
        public String id() {
            return "My_Plugin";
        }
    }

    public static final class IdChanges extends Sound {
        private static final AtomicInteger MADE = new AtomicInteger();
        private final int number = MADE.incrementAndGet();

        @Override
        public String id() {
            return "plugin-" + number;
        }
    }

    public static final class TwoOfAName extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return List.of(rules("one"), rules("one"));
        }
    }

    public static final class NameUpperCase extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return List.of(rules("One"));
        }
    }

    public static final class ReturnsNull extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return null;
        }
    }

    public static final class HoldsNull extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return new ArrayList<>(Arrays.asList(rules("one"), null));
        }
    }

    public static final class ExtensionsChange extends Sound {
        private static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        public List<Extension<?>> extensions() {
            return List.of(rules("rules-" + ASKED.incrementAndGet()));
        }
    }

    public static final class SettingSaysNothing extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return List.of(rules("one", Setting.text("base-url", "base url")));
        }
    }

    public static final class SecretHasDefault extends Sound {
        @Override
        public List<Extension<?>> extensions() {
            return List.of(
                    rules("one", Setting.secret("token", "a key that may read").orElse(Secret.of("changeit"))));
        }
    }
}
