-- The same with the small table in memory, and shuffled.
SET hive.auto.convert.join=true;
SELECT d.name, SUM(e.salary) FROM base.emp e JOIN base.dept d ON e.dept = d.id GROUP BY d.name ORDER BY d.name;
SET hive.auto.convert.join=false;
SELECT d.name, SUM(e.salary) FROM base.emp e JOIN base.dept d ON e.dept = d.id GROUP BY d.name ORDER BY d.name;
SET hive.ignore.mapjoin.hint=false;
SELECT /*+ MAPJOIN(d) */ COUNT(*) FROM base.emp e JOIN base.dept d ON e.dept = d.id;
