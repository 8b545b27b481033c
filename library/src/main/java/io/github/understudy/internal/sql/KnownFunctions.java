package io.github.understudy.internal.sql;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The words that may stand before a parenthesis in a read. A name that is not here may be that of a stored function,
 * which may write.
 *
 * <p>A function is here if MySQL 8.0 and MariaDB 10.6 both have it built in: where a server lacks it, the name could be
 * a stored function's. It changes nothing, and depends neither on the session's earlier statements nor on the server it
 * runs on. Clocks and random numbers are taken as they come.
 */
final class KnownFunctions {
    private static final Set<String> FUNCTIONS = words("""
            ABS ACOS ADDDATE ADDTIME AES_DECRYPT AES_ENCRYPT ASCII ASIN ATAN ATAN2 AVG BIN BIT_AND BIT_COUNT BIT_LENGTH
            BIT_OR BIT_XOR CAST CEIL CEILING CHAR CHARACTER_LENGTH CHARSET CHAR_LENGTH COALESCE COERCIBILITY COLLATION
            COMPRESS CONCAT CONCAT_WS CONV CONVERT CONVERT_TZ COS COT COUNT CRC32 CUME_DIST CURDATE CURRENT_DATE
            CURRENT_TIME CURRENT_TIMESTAMP CURTIME DATABASE DATE DATEDIFF DATE_ADD DATE_FORMAT DATE_SUB DAY DAYNAME
            DAYOFMONTH DAYOFWEEK DAYOFYEAR DEGREES DENSE_RANK ELT EXP EXPORT_SET EXTRACT EXTRACTVALUE FIELD FIND_IN_SET
            FIRST_VALUE FLOOR FORMAT FROM_BASE64 FROM_DAYS FROM_UNIXTIME GET_FORMAT GREATEST GROUP_CONCAT HEX HOUR IF
            IFNULL INET6_ATON INET6_NTOA INET_ATON INET_NTOA INSERT INSTR ISNULL JSON_ARRAY JSON_ARRAYAGG
            JSON_ARRAY_APPEND JSON_ARRAY_INSERT JSON_CONTAINS JSON_CONTAINS_PATH JSON_DEPTH JSON_EXTRACT JSON_INSERT
            JSON_KEYS JSON_LENGTH JSON_MERGE_PATCH JSON_MERGE_PRESERVE JSON_OBJECT JSON_OBJECTAGG JSON_QUOTE
            JSON_REMOVE JSON_REPLACE JSON_SEARCH JSON_SET JSON_TYPE JSON_UNQUOTE JSON_VALID LAG LAST_DAY LAST_VALUE LCASE
            LEAD LEAST LEFT LENGTH LN LOCALTIME LOCALTIMESTAMP LOCATE LOG LOG10 LOG2 LOWER LPAD LTRIM MAKEDATE MAKETIME
            MAKE_SET MAX MD5 MICROSECOND MID MIN MINUTE MOD MONTH MONTHNAME NOW NTH_VALUE NTILE NULLIF OCT OCTET_LENGTH
            ORD PERCENT_RANK PERIOD_ADD PERIOD_DIFF PI POSITION POW POWER QUARTER QUOTE RADIANS RAND RANK REGEXP_INSTR
            REGEXP_REPLACE REGEXP_SUBSTR REPEAT REPLACE REVERSE RIGHT ROUND ROW_NUMBER RPAD RTRIM SCHEMA SECOND
            SEC_TO_TIME SHA SHA1 SHA2 SIGN SIN SOUNDEX SPACE SQRT STD STDDEV STDDEV_POP STDDEV_SAMP STRCMP STR_TO_DATE
            ST_ASGEOJSON ST_ASTEXT ST_ASWKT ST_CONTAINS ST_CROSSES ST_DISJOINT ST_DISTANCE ST_DISTANCE_SPHERE ST_EQUALS
            ST_GEOMFROMTEXT ST_GEOMFROMWKB ST_INTERSECTS ST_OVERLAPS ST_TOUCHES ST_WITHIN ST_X ST_Y SUBDATE SUBSTR
            SUBSTRING SUBSTRING_INDEX SUBTIME SUM SYSDATE TAN TIME TIMEDIFF TIMESTAMP TIMESTAMPADD TIMESTAMPDIFF
            TIME_FORMAT TIME_TO_SEC TO_BASE64 TO_DAYS TO_SECONDS TRIM TRUNCATE UCASE UNCOMPRESS UNCOMPRESSED_LENGTH UNHEX
            UNIX_TIMESTAMP UPDATEXML UPPER UTC_DATE UTC_TIME UTC_TIMESTAMP VARIANCE VAR_POP VAR_SAMP WEEK WEEKDAY
            WEEKOFYEAR WEIGHT_STRING YEAR YEARWEEK
            """);

    /** Part of the grammar: no function without a database's name before it can be called so. */
    private static final Set<String> KEYWORDS = words("""
            AGAINST ALL AND ANY AS BETWEEN BINARY BY CASE CHAR DATETIME DECIMAL DISTINCT DISTINCTROW DIV DOUBLE ELSE EXCEPT
            EXISTS FLOAT FROM HAVING IN INDEX INTERSECT INTERVAL IS JOIN KEY LIKE LIMIT MATCH MOD NOT ON OR OVER PARTITION
            REGEXP RLIKE ROW SELECT SOME STRAIGHT_JOIN THEN TIME UNION USING VALUES WHEN WHERE XOR
            """);

    private final Set<String> functions;

    /** @param alsoPure names of more functions, in any case */
    KnownFunctions(Collection<String> alsoPure) {
        Set<String> all = new HashSet<>(FUNCTIONS);
        alsoPure.forEach(name -> all.add(Tokens.upperCase(name.strip())));
        functions = Set.copyOf(all);
    }

    /**
     * True if the word before a parenthesis can't be a function that does more than to compute.
     *
     * @param touches that no blank is between them: with a blank, and without the setting IGNORE_SPACE, {@code count (x)}
     *     calls a stored function of that name
     */
    boolean isPure(String upperCaseWord, boolean touches) {
        return KEYWORDS.contains(upperCaseWord) || (touches && functions.contains(upperCaseWord));
    }

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }
}
