/** Providers that a test writes: in memory as the client that a runtime lends, or over a socket. */
@NullMarked
package dev.laurel.testkit.http;

import org.jspecify.annotations.NullMarked;
