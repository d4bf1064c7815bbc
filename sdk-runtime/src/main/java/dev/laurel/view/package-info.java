/** What a community tells: results as plain values, importable from everywhere. */
@NullMarked
package dev.laurel.view;

import org.jspecify.annotations.NullMarked;
