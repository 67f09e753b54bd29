SELECT name, salary FROM base.emp ORDER BY salary DESC, name LIMIT 3;
-- Vectorized, Hive 3.1.3 leaves out one row too few.
SET hive.vectorized.execution.enabled=false;
SELECT name FROM base.emp ORDER BY id LIMIT 2, 2;
SET hive.vectorized.execution.enabled=true;
SELECT dept, id FROM base.emp ORDER BY dept, id;
SELECT dept, name FROM base.emp WHERE id > 4 ORDER BY dept NULLS LAST;
SELECT name, id FROM base.emp ORDER BY 2 DESC LIMIT 1;
SELECT name FROM base.emp LIMIT 0;
