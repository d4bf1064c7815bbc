/** The portals of the two invented companies, and the tour that leads to them. */
@NullMarked
package dev.laurel.samplehost.portal;

import org.jspecify.annotations.NullMarked;
