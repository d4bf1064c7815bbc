/** The language of the log: facts, steps, entries and decisions, how they are written, and where they stand. A leaf that all stages import. */
@NullMarked
package dev.laurel.log;

import org.jspecify.annotations.NullMarked;
