/** The plugin of the trial: one good rule, one that throws, and a connector that hangs. */
@NullMarked
package dev.laurel.samplehost.breaking.guests;

import org.jspecify.annotations.NullMarked;
