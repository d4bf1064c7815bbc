package dev.laurel.plugin;

import dev.laurel.spi.Plugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;

/** Makes plugins and asks them what they are, on threads that are theirs. */
final class Admission {
    private final GuestThreads threads;
    private final SpiVersion host;

    Admission(GuestThreads threads, SpiVersion host) {
        this.threads = threads;
        this.host = host;
    }

    /**
     * What came of it.
     *
     * @param plugins those that loaded, in order
     * @param problems a sentence for each that did not
     */
    record Admitted(List<LoadedPlugin> plugins, List<String> problems) {
        Admitted() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void addAll(Admitted more) {
            plugins.addAll(more.plugins);
            problems.addAll(more.problems);
        }
    }

    /** Admits what the host made itself, then what is on a class path and is not the same. */
    Admitted fixed(PluginDepot.Supply supply) {
        Admitted all = new Admitted();
        Set<Class<?>> known = new HashSet<>();
        ClassLoader own = Admission.class.getClassLoader();
        try (GuestThreads.Line line = threads.line("given", own)) {
            for (Plugin plugin : supply.given()) {
                Class<?> type = Objects.requireNonNull(plugin, "a given plugin").getClass();
                known.add(type);
                String origin = "given by the host";
                ask(
                        line,
                        origin,
                        type,
                        all,
                        () -> LoadedPlugin.of(new LoadedPlugin.Candidate(plugin, JarLabel.of(type), origin, false)));
            }
        }
        if (supply.classPath() != null) {
            all.addAll(search(supply.classPath(), "class path", known, false));
        }
        return all;
    }

    /** Admits what the class loader of a unit offers. */
    Admitted isolated(PluginClassLoader loader, PluginUnit unit) {
        return search(loader, unit.origin(), Set.of(), true);
    }

    private Admitted search(ClassLoader loader, String place, Set<Class<?>> known, boolean isolated) {
        Admitted all = new Admitted();
        String name = loader instanceof PluginClassLoader own ? own.getName() : "class-path";
        try (GuestThreads.Line line = threads.line(name, loader)) {
            ProviderScan.Found found = line.ask(new GuestThreads.Question<>(
                    place + " was not loaded, because looking for its plugins",
                    place,
                    new ProviderScan(loader, place)::look));
            all.problems().addAll(found.problems());
            for (ServiceLoader.Provider<Plugin> provider : found.providers()) {
                Class<? extends Plugin> type = provider.type();
                // The host may give a plugin that is on its class path too: that is one plugin, not two.
                if (!known.contains(type)) {
                    String origin =
                            isolated ? place : place + ": " + JarLabel.of(type).where();
                    ask(line, origin, type, all, () -> create(provider, origin, isolated));
                }
            }
        } catch (RefusedException e) {
            all.problems().add(e.sentence());
        }
        return all;
    }

    private LoadedPlugin create(ServiceLoader.Provider<Plugin> provider, String origin, boolean isolated)
            throws RefusedException {
        JarLabel label = JarLabel.of(provider.type());
        String objection = label.spiVersion().flatMap(host::objection).orElse("");
        if (!objection.isEmpty()) {
            throw new RefusedException(
                    origin + ": the plugin " + provider.type().getName() + " was not loaded: " + objection);
        }
        Plugin plugin = ProviderScan.create(origin, provider);
        return LoadedPlugin.of(new LoadedPlugin.Candidate(plugin, label, origin, isolated));
    }

    private static void ask(
            GuestThreads.Line line, String origin, Class<?> type, Admitted all, Callable<LoadedPlugin> step) {
        try {
            String plugin = origin + ", " + type.getName();
            String subject = origin + ": the plugin " + type.getName() + " was not loaded, because it";
            all.plugins().add(line.ask(new GuestThreads.Question<>(subject, plugin, step)));
        } catch (RefusedException e) {
            all.problems().add(e.sentence());
        }
    }
}
