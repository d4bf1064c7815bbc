/**
 * The data of the showcase: two invented companies, the people of their communities, nine months of what these did, and a
 * simulator that goes on from there. Everything here is fiction; nobody and nothing in it exists.
 */
@NullMarked
package dev.laurel.samplehost.showcase;

import org.jspecify.annotations.NullMarked;
