package dev.laurel.view;

import java.time.Instant;

/**
 * A plugin that went out, was closed, and has not been freed: something still refers to it, such as a thread of its own, or
 * the JVM has not collected it yet.
 *
 * @param plugin its id
 * @param version its version
 * @param since when it was closed
 */
public record LingeringPlugin(String plugin, String version, Instant since) {}
