-- Three-valued logic, and what aggregates and filters make of NULL.
SELECT CAST(NULL AS INT) = 1, CAST(NULL AS INT) <=> CAST(NULL AS INT), 1 <=> CAST(NULL AS INT),
  CAST(NULL AS BOOLEAN) AND FALSE, CAST(NULL AS BOOLEAN) OR TRUE, NOT CAST(NULL AS BOOLEAN), NULL IS NULL;
SELECT COALESCE(NULL, 2, 3), NVL(NULL, 'x'), IF(1 > 2, 'a', 'b'), NULLIF(1, 1), NULLIF(1, 2);
SELECT CASE WHEN 1 > 2 THEN 'no' ELSE 'yes' END, CASE 3 WHEN 1 THEN 'one' WHEN 3 THEN 'three' END,
  CASE 9 WHEN 1 THEN 'one' END;
SELECT greatest(1, 3, 2), least(1, 3, 2), greatest(1, CAST(NULL AS INT));
SELECT COUNT(*), COUNT(dept), COUNT(boss), SUM(boss) FROM base.emp;
SELECT name FROM base.emp WHERE boss <> 1;
SELECT name FROM base.emp WHERE NOT (dept = 10);
