-- Which rows a bucket has is a matter of the hash; that the buckets together have each row once is not.
CREATE TABLE b (id INT, name STRING) CLUSTERED BY (id) SORTED BY (id) INTO 2 BUCKETS;
INSERT INTO b SELECT id, name FROM base.emp;
SELECT COUNT(*), SUM(id), COUNT(DISTINCT INPUT__FILE__NAME) FROM b;
SELECT SUM(n), SUM(s) FROM (SELECT COUNT(*) AS n, SUM(id) AS s FROM b TABLESAMPLE(BUCKET 1 OUT OF 2 ON id) x
UNION ALL SELECT COUNT(*) AS n, SUM(id) AS s FROM b TABLESAMPLE(BUCKET 2 OUT OF 2 ON id) y) u;
SELECT COUNT(*) FROM base.emp TABLESAMPLE(2 ROWS) s;
