/** Leaderboards: projections of the ledger and the log with fast look-up of ranks. */
@NullMarked
package dev.laurel.leaderboard;

import org.jspecify.annotations.NullMarked;
