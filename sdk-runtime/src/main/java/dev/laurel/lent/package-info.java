/** What is lent to plugins beyond values: services with bounds, so that no guest can exhaust its host or its sources. */
@NullMarked
package dev.laurel.lent;

import org.jspecify.annotations.NullMarked;
