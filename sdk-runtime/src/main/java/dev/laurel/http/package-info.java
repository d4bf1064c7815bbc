/** The HTTP API: routes out of one document, access, problems, live changes. */
@NullMarked
package dev.laurel.http;

import org.jspecify.annotations.NullMarked;
