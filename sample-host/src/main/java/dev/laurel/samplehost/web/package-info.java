/** What every page of the demo goes through: who may ask, in which language, and how HTML is made. */
@NullMarked
package dev.laurel.samplehost.web;

import org.jspecify.annotations.NullMarked;
