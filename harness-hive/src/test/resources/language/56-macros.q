CREATE TEMPORARY MACRO twice (x INT) x * 2;
CREATE TEMPORARY MACRO hello (who STRING) concat('hello ', who);
SELECT twice(id), hello(name) FROM base.dept WHERE id = 10;
SELECT SUM(twice(id)) FROM base.emp;
DROP TEMPORARY MACRO twice;
