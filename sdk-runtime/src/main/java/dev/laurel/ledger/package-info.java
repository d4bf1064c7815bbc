/** Double-entry accounts: entries, balances, periods, the hash chain. */
@NullMarked
package dev.laurel.ledger;

import org.jspecify.annotations.NullMarked;
