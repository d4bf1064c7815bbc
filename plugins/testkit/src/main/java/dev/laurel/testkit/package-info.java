/**
 * For tests of plugins: fakes of what a runtime lends, builders of what it asks with, and a community at work. The contract
 * of the store port lies here too. Of all this, {@link dev.laurel.testkit.CommunityUnderTest} and what is about stores need
 * the runtime on the class path; the rest needs the SPI alone.
 */
@NullMarked
package dev.laurel.testkit;

import org.jspecify.annotations.NullMarked;
