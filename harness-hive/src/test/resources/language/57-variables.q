SET hivevar:table=base.dept;
SET low=20;
SELECT name FROM ${table} WHERE id = ${hiveconf:low};
SELECT '${hivevar:undefined}';
SET hivevar:table;
SET low;
SET hive.variable.substitute=false;
SELECT '${hivevar:table}';
SET hive.variable.substitute=true;
