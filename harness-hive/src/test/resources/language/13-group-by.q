SELECT dept, COUNT(*), SUM(salary), MIN(name), MAX(name) FROM base.emp GROUP BY dept ORDER BY dept;
SELECT shop, item, SUM(qty * price) FROM base.sales GROUP BY shop, item HAVING SUM(qty) > 3 ORDER BY shop, item;
SELECT year(hired) AS y, COUNT(*) AS n FROM base.emp GROUP BY year(hired) ORDER BY y;
