/**
 * The trial: real processes that serve a real community are killed, fed nonsense, run out of disk and given bad plugins,
 * and afterwards everything that was acknowledged is counted again.
 */
@NullMarked
package dev.laurel.samplehost.breaking;

import org.jspecify.annotations.NullMarked;
