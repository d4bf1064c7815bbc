/** The bounded HTTP client that the runtime lends. */
@NullMarked
package dev.laurel.spi.http;

import org.jspecify.annotations.NullMarked;
