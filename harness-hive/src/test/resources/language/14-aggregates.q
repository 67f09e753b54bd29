SELECT COUNT(DISTINCT shop), COUNT(DISTINCT item), COUNT(DISTINCT shop, item), SUM(DISTINCT qty), AVG(qty),
  sort_array(collect_set(shop)), sort_array(collect_list(qty)) FROM base.sales;
SELECT var_pop(id), stddev_pop(id), var_samp(id), covar_pop(id, id), percentile(id, 0.5), percentile(id, array(0.0, 1.0))
FROM base.emp WHERE id IN (1, 3);
SELECT DISTINCT shop, item FROM base.sales ORDER BY shop, item;
SELECT COUNT(*), SUM(id), MAX(name), COUNT(DISTINCT id) FROM base.emp WHERE id > 100;
