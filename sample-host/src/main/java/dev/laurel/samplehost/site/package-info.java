/** The pages of the demo, rendered on the server: top members, and "why these points?" for each. */
@NullMarked
package dev.laurel.samplehost.site;

import org.jspecify.annotations.NullMarked;
