/** Who and what facts are about: surrogate numbers, the vault, links between identities, objects and their states. */
@NullMarked
package dev.laurel.identity;

import org.jspecify.annotations.NullMarked;
