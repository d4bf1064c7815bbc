/** What happened outside: activities, the members and objects they concern, and how connectors hand them over. */
@NullMarked
package dev.laurel.spi.activity;

import org.jspecify.annotations.NullMarked;
