ADD FILE ${DATA}/twice.sh;
SELECT TRANSFORM (id, name) USING 'sh twice.sh' AS (twice INT, name STRING) FROM base.emp WHERE id < 3;
ADD FILE ${DATA}/sum.sh;
FROM (FROM base.sales MAP shop, qty USING 'cat' AS (shop STRING, qty INT) CLUSTER BY shop) m
REDUCE m.shop, m.qty USING 'sh sum.sh' AS (shop STRING, total INT);
