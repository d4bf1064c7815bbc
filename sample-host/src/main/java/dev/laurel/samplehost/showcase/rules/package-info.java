/**
 * The reward rules of the two companies, as plugins on the class path, and what every refusal means in a sentence. Like any
 * plugin, they know the SPI and nothing of the host.
 */
@NullMarked
package dev.laurel.samplehost.showcase.rules;

import org.jspecify.annotations.NullMarked;
