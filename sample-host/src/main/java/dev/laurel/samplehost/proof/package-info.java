/** How what Laurel came to compares with what the site itself came to, over the same votes. */
@NullMarked
package dev.laurel.samplehost.proof;

import org.jspecify.annotations.NullMarked;
