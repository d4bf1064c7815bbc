package dev.laurel.plugin.webhook;

/**
 * Where something stands in a mapping. Lines and columns are counted from 1.
 *
 * @param file the file, as the operator named it
 * @param line the line
 * @param column the column
 */
record Place(String file, int line, int column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** {@return {@code file:line:column}, which editors and terminals jump to} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
