-- Aggregates in two stages, and by hand.
SET hive.groupby.skewindata=true;
SELECT shop, COUNT(*) FROM base.sales GROUP BY shop ORDER BY shop;
SET hive.groupby.skewindata=false;
SET hive.map.aggr=false;
SELECT item, MAX(price) FROM base.sales GROUP BY item ORDER BY item;
SET hive.vectorized.execution.enabled=false;
SELECT item, MIN(price) FROM base.sales GROUP BY item ORDER BY item;
