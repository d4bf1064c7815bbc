/** What is asked over HTTP, and what comes back. */
@NullMarked
package dev.laurel.spi.http;

import org.jspecify.annotations.NullMarked;
