package io.github.understudy.it.conformance;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** The interfaces whose objects are recorded, the narrower ones first. */
final class JdbcType {
    private static final List<Class<?>> TYPES = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            Connection.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            DatabaseMetaData.class,
            NClob.class,
            Clob.class,
            Blob.class,
            SQLXML.class,
            Savepoint.class,
            Array.class,
            RowId.class);

    private JdbcType() {}

    static boolean isJdbc(Object object) {
        return TYPES.stream().anyMatch(type -> type.isInstance(object));
    }

    /** The narrowest interface of an object; drivers reuse the class of a call for prepared statements, for example. */
    static Class<?> of(Class<?> declared, Object object) {
        if (TYPES.contains(declared) && declared != Statement.class) {
            return declared;
        }
        return TYPES.stream()
                .filter(type -> type.isInstance(object))
                .findFirst()
                .orElse(declared);
    }
}
