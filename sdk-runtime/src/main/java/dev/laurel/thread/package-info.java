/** Where threads come from. */
@NullMarked
package dev.laurel.thread;

import org.jspecify.annotations.NullMarked;
