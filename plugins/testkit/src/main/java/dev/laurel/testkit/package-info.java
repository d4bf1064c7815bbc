/** Fakes, generators and contract tests for those who write plugins or stores. */
@NullMarked
package dev.laurel.testkit;

import org.jspecify.annotations.NullMarked;
