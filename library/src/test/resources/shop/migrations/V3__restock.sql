DELIMITER //
CREATE PROCEDURE restock(IN which VARCHAR(40), IN amount INT, OUT now_there INT)
BEGIN
  UPDATE product SET stock = stock + amount WHERE sku = which;
  SELECT stock INTO now_there FROM product WHERE sku = which;
END//
DELIMITER ;
