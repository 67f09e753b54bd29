SELECT x, COUNT(*) FROM (SELECT id AS x FROM base.dept UNION ALL SELECT dept AS x FROM base.emp) u
WHERE x IS NOT NULL GROUP BY x ORDER BY x;
SELECT * FROM (SELECT shop FROM base.sales UNION SELECT 'Paris' AS shop) u ORDER BY shop;
SELECT * FROM (SELECT id FROM base.dept INTERSECT SELECT dept FROM base.emp) i ORDER BY id;
SELECT id FROM base.dept EXCEPT SELECT dept FROM base.emp;
