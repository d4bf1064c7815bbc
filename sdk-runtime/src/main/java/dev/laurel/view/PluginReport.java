package dev.laurel.view;

import java.util.List;

/**
 * How the plugins of a host are doing.
 *
 * @param plugins those that are there, with their instances at work
 * @param missing instances whose plugins are not there
 * @param problems what did not load or is not as it was meant, a sentence each, with what to do
 * @param lingering plugins that went out and have not been freed
 * @param lostThreads threads that plugins do not give back
 * @param safeMode whether the plugin folder is left alone
 */
public record PluginReport(
        List<PluginStatus> plugins,
        List<InstanceStatus> missing,
        List<String> problems,
        List<LingeringPlugin> lingering,
        List<LostThread> lostThreads,
        boolean safeMode) {

    /** Keeps copies. */
    public PluginReport {
        plugins = List.copyOf(plugins);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
        lingering = List.copyOf(lingering);
        lostThreads = List.copyOf(lostThreads);
    }
}
