package dev.laurel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** Where a community is, how a connection to it is opened, and what its errors mean to an operator. */
final class SqliteFile {

    /** The rest of an error code is detail. */
    private static final int PRIMARY_CODE = 0xFF;

    private final Path path;
    private final Path told;

    private SqliteFile(Path path, Path told) {
        this.path = path;
        this.told = told;
    }

    /** A copy of another under a passing name: its errors name the other, which is what somebody knows. */
    static SqliteFile copy(Path path, SqliteFile original) {
        return new SqliteFile(path, original.told);
    }

    /**
     * A file to write, which need not exist yet; its folder is made if need be.
     *
     * @throws StoreException if it cannot be written, as far as one can tell without trying
     */
    static SqliteFile toWrite(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Path folder = path.getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw new StoreException("The path " + path + " is a folder: name a file in it for the community.");
        }
        try {
            Files.createDirectories(folder);
            path = Files.exists(path) ? path.toRealPath() : folder.toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot make the folder " + folder + " (" + e
                            + "): give this user the right to write there, or keep the community elsewhere.",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable("folder " + folder);
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw unwritable("file " + path);
        }
        return new SqliteFile(path, path);
    }

    /**
     * A file to read.
     *
     * @throws StoreException if there is none
     */
    static SqliteFile toRead(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            throw new StoreException("The path " + path + " is a folder: name the community's file in it.");
        }
        if (!Files.exists(path)) {
            throw new StoreException("There is no community at " + path
                    + ": check the path, or open it for writing once, which makes it.");
        }
        try {
            Path real = path.toRealPath();
            return new SqliteFile(real, real);
        } catch (IOException e) {
            throw new StoreException("Cannot find " + path + " (" + e + "): check the path and who may read it.", e);
        }
    }

    private static StoreException unwritable(String what) {
        return new StoreException("The " + what + " cannot be written by this user: give it the right to,"
                + " keep the community elsewhere, or open it with FOLLOW to only read.");
    }

    /** {@return where it is, links resolved} */
    Path path() {
        return path;
    }

    /** {@return how errors name it} */
    Path told() {
        return told;
    }

    /** A connection that may write, and makes the file if there is none. Its settings are still SQLite's own. */
    Connection connectToWrite() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        return connect(config);
    }

    /** A connection that cannot write. Its settings are still SQLite's own. */
    Connection connectToRead() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return connect(config);
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        config.setOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setGetGeneratedKeys(false);
        // As a URI, because the driver takes what follows a '?' in a plain path for settings; and without
        // DriverManager, which does not see drivers of every class loader.
        return JDBC.createConnection(JDBC.PREFIX + path.toUri(), config.toProperties());
    }

    /** Runs statements one by one, whatever they return. */
    static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Says what SQLite said, where, and what to do about it. */
    StoreException failure(String doing, SQLException e) {
        return new StoreException("Cannot " + doing + " in " + told + " (" + e.getMessage() + "): " + remedy(e), e);
    }

    private static String remedy(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_NOTADB -> "it is not a community, nor any SQLite file; name another file.";
            case SQLITE_CORRUPT -> "the file is damaged; restore a backup.";
            case SQLITE_FULL -> "free space on the disk, then open the community again.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another connection holds it; end what uses it for long, then try again.";
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                "give this user the right to read and write the file and its folder.";
            case SQLITE_IOERR -> "check the disk, then open the community again.";
            default -> "open the community again; if that does not help, restore a backup.";
        };
    }
}
