package dev.laurel.view;

import java.time.Instant;

/**
 * A thread that was left behind because a plugin does not come back from a call. It holds what it had in memory until the
 * plugin lets it go, or the process ends.
 *
 * @param thread its name
 * @param culprit what it was doing, for people: the rule or connector, the plugin with its version, and where in its code
 * @param since when it was left behind
 */
public record LostThread(String thread, String culprit, Instant since) {}
