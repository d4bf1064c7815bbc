package dev.laurel.store;

import java.util.List;

/**
 * One step from a schema version to the next. Once released it never changes: files that took it are out there.
 *
 * @param version the version that a file has after it
 * @param statements the SQL, in order
 */
record Migration(int version, List<String> statements) {}
