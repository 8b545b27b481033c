CREATE OR REPLACE VIEW order_total AS
  SELECT order_id, SUM(quantity * price) AS total, COUNT(*) AS line_count
  FROM order_line
  GROUP BY order_id;
