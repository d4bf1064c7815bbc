/**
 * What every extension keeps, as tests to inherit: extend the contract of the kind, say which plugin and extension it is and
 * give it something to work on, and it is tested. Nothing here needs the runtime.
 */
@NullMarked
package dev.laurel.testkit.contract;

import org.jspecify.annotations.NullMarked;
