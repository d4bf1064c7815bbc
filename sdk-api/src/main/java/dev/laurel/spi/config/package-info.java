/** Declared, typed settings; all problems of a configuration are reported at once. */
@NullMarked
package dev.laurel.spi.config;

import org.jspecify.annotations.NullMarked;
