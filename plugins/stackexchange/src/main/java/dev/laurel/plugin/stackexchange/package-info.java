/**
 * A Stack Exchange site: its public data dump as a source of activities, and its reputation and badges of 2018 as reward
 * rules.
 */
@NullMarked
package dev.laurel.plugin.stackexchange;

import org.jspecify.annotations.NullMarked;
