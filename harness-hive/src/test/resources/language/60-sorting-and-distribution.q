SET mapreduce.job.reduces=2;
CREATE TABLE s AS SELECT shop, qty FROM base.sales DISTRIBUTE BY shop SORT BY shop, qty DESC;
SET mapreduce.job.reduces=-1;
-- All rows of a shop are in one file.
SELECT shop, COUNT(DISTINCT INPUT__FILE__NAME) FROM s GROUP BY shop ORDER BY shop;
SELECT qty FROM s WHERE shop = 'Nice';
SELECT id FROM base.emp CLUSTER BY id;
