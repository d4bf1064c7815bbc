/** The companies of the showcase at work: their communities in Laurel, their forums, and what visitors do. */
@NullMarked
package dev.laurel.samplehost.showcase.stage;

import org.jspecify.annotations.NullMarked;
