/**
 * Signed JSON over HTTP: signatures are checked over the bytes as they came, and a mapping, a YAML file, says which activities
 * a delivery holds.
 */
@NullMarked
package dev.laurel.plugin.webhook;

import org.jspecify.annotations.NullMarked;
