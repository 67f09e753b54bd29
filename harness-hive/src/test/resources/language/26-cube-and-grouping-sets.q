SELECT GROUPING__ID AS g, shop, item, SUM(qty) FROM base.sales GROUP BY shop, item WITH CUBE ORDER BY g, shop, item;
SELECT shop, item, COUNT(*) FROM base.sales GROUP BY shop, item GROUPING SETS ((shop), (item), ())
ORDER BY shop, item;
