package dev.laurel.reputation;

import dev.laurel.spi.reward.RuleSpec;

/**
 * A rule that can be asked.
 *
 * @param name {@code PLUGIN/EXTENSION/RULE}
 * @param spec what it declares
 * @param digest the digest of the name and of what it declares, 32 hex digits: its version
 * @param pluginVersion the version of the plugin that brings it
 */
public record RuleDeclaration(String name, RuleSpec spec, String digest, String pluginVersion) {}
