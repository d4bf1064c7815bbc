/** Admits activities: shape, bounds, clock skew, duplicate or conflict. */
@NullMarked
package dev.laurel.intake;

import org.jspecify.annotations.NullMarked;
