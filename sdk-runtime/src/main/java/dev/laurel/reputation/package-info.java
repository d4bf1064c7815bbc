/** The fold: counters, limits, rules and timers over participations in time order. */
@NullMarked
package dev.laurel.reputation;

import org.jspecify.annotations.NullMarked;
