/** What a plugin is, the extensions it brings, and what the runtime lends it. */
@NullMarked
package dev.laurel.spi;

import org.jspecify.annotations.NullMarked;
