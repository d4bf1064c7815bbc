package dev.laurel.http;

import dev.laurel.view.PluginReport;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What operators may ask about the plugins, and do about them. Nothing of it blocks.
 *
 * @param report tells how the plugins are doing
 * @param refresh has the plugin folder looked at; completes when the communities have followed
 * @param restart starts an instance of a community again, by its name; completes when it has begun, and throws an
 *     {@link IllegalArgumentException} if there is no such instance
 */
public record PluginDesk(
        Supplier<PluginReport> report,
        Supplier<CompletionStage<Void>> refresh,
        BiFunction<String, String, CompletionStage<Void>> restart) {}
