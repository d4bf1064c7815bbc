/** What the runtime shows to scorers, reward rules and channels, and what these answer. */
@NullMarked
package dev.laurel.spi.reward;

import org.jspecify.annotations.NullMarked;
