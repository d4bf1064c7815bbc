/** The shell around a community: one writer, batches, group commit, polling, dead letters. */
@NullMarked
package dev.laurel.pipeline;

import org.jspecify.annotations.NullMarked;
