SELECT grouping(shop) AS a, grouping(item) AS b, shop, item, SUM(qty) FROM base.sales
GROUP BY shop, item WITH ROLLUP ORDER BY a, b, shop, item;
