/** A forum in memory, made from activities alone: what portals read their pages from. */
@NullMarked
package dev.laurel.samplehost.showcase.forum;

import org.jspecify.annotations.NullMarked;
