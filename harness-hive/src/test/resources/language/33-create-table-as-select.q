CREATE TABLE grown STORED AS ORC AS SELECT id, name, salary * 2 AS twice FROM base.emp WHERE dept = 10;
CREATE TABLE empty LIKE grown;
SELECT * FROM grown ORDER BY id;
SELECT COUNT(*) FROM empty;
DESCRIBE empty;
