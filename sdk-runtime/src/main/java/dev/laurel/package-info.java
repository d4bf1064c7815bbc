/** What a host embeds: build a {@link dev.laurel.Laurel}, open a {@link dev.laurel.Community}, record, read. */
@NullMarked
package dev.laurel;

import org.jspecify.annotations.NullMarked;
