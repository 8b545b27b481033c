package io.github.understudy.it.conformance;

import java.io.StringReader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLXML;
import java.util.List;

/** Large objects. */
final class LobScenarios {
    private LobScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("blobs", LobScenarios::blobs),
                Scenario.of("clobs", LobScenarios::clobs),
                Scenario.of("large objects as parameters", LobScenarios::parameters));
    }

    private static void blobs(Stage stage) throws Exception {
        ResultSet rows = stage.statement().executeQuery("SELECT bytes FROM document WHERE id = 1");
        rows.next();
        Blob blob = rows.getBlob(1);
        blob.length();
        blob.getBytes(1, 4);
        blob.getBytes(3, 100);
        blob.getBytes(0, 1);
        blob.getBytes(100, 1);
        blob.getBinaryStream();
        blob.getBinaryStream(2, 3);
        blob.position(new byte[] {3, 4}, 1);
        blob.position(new byte[] {9}, 1);
        blob.setBytes(1, new byte[] {9, 9});
        blob.getBytes(1, 4);
        blob.truncate(2);
        blob.length();
        rows.close();
        blob.length();
        blob.free();
        blob.length();
    }

    private static void clobs(Stage stage) throws Exception {
        ResultSet rows = stage.statement().executeQuery("SELECT body FROM document WHERE id = 1");
        rows.next();
        Clob clob = rows.getClob("body");
        clob.length();
        clob.getSubString(1, 6);
        clob.getSubString(0, 6);
        clob.getSubString(100, 1);
        clob.getCharacterStream();
        clob.getCharacterStream(2, 3);
        clob.getAsciiStream();
        clob.position("words", 1);
        clob.position("nothing", 1);
        clob.setString(1, "Twelve");
        clob.getSubString(1, 12);
        clob.truncate(3);
        clob.length();
        rows.getNClob(1).length();
        SQLXML xml = rows.getSQLXML(1);
        if (xml != null) {
            xml.getString();
            xml.free();
        }
        clob.free();
        clob.length();
    }

    private static void parameters(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Blob blob = connection.createBlob();
        blob.setBytes(1, new byte[] {5, 6, 7});
        Clob clob = connection.createClob();
        clob.setString(1, "made here");
        PreparedStatement insert = connection.prepareStatement("REPLACE INTO document VALUES (?, ?, ?)");
        insert.setInt(1, 2);
        insert.setBlob(2, blob);
        insert.setClob(3, clob);
        insert.executeUpdate();
        insert.setInt(1, 3);
        insert.setObject(2, Tape.real(blob));
        insert.setObject(3, Tape.real(clob));
        insert.executeUpdate();
        insert.setInt(1, 4);
        insert.setBlob(2, (Blob) null);
        insert.setClob(3, new StringReader("read"));
        insert.executeUpdate();
        PreparedStatement select = connection.prepareStatement("SELECT bytes, body FROM document ORDER BY id");
        ResultSet rows = select.executeQuery();
        while (rows.next()) {
            rows.getBytes(1);
            rows.getString(2);
            rows.getBlob(1);
            rows.getClob(2);
        }
    }
}
