SELECT name, tag FROM (SELECT 'x' AS name, array('p', 'q') AS tags UNION ALL SELECT 'y' AS name, array('r') AS tags) t
LATERAL VIEW explode(tags) e AS tag ORDER BY name, tag;
SELECT id, pos, word FROM base.dept LATERAL VIEW posexplode(split('a b', ' ')) e AS pos, word WHERE id = 10
ORDER BY pos;
SELECT name, tag FROM base.dept LATERAL VIEW OUTER explode(IF(id = 20, array('r'), NULL)) e AS tag WHERE id < 30
ORDER BY name;
SELECT a, k, v FROM (SELECT 1 AS one) t LATERAL VIEW explode(array(7, 8)) x AS a
LATERAL VIEW explode(map('k', 1)) m AS k, v ORDER BY a;
