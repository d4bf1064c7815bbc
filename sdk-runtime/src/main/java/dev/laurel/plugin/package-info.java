/** The shell around plugins: discovery, class loaders, instances; the only caller of extension methods. */
@NullMarked
package dev.laurel.plugin;

import org.jspecify.annotations.NullMarked;
