/** What the people of the showcase may say: scenarios in text files, read strictly, and chance that is the same everywhere. */
@NullMarked
package dev.laurel.samplehost.showcase.script;

import org.jspecify.annotations.NullMarked;
