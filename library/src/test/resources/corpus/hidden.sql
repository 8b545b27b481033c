SELECT * FROM v_writes
SELECT COUNT(x) FROM app.v_writes WHERE x > 0
SELECT t.id, w.x FROM t JOIN v_writes w ON 1 = 1
