/** What the demo says, in English and French. */
@NullMarked
package dev.laurel.samplehost.text;

import org.jspecify.annotations.NullMarked;
