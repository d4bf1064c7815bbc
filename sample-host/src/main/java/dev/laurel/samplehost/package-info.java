/** The demo: embeds Laurel, feeds it a whole Q&amp;A community, and shows who earned what, and why. */
@NullMarked
package dev.laurel.samplehost;

import org.jspecify.annotations.NullMarked;
