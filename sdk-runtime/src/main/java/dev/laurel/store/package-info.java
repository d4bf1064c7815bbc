/** The one persistence port, and the embedded store of one SQLite file a community. */
@NullMarked
package dev.laurel.store;

import org.jspecify.annotations.NullMarked;
