ADD JAR ${JAR};
CREATE TEMPORARY FUNCTION shout AS 'example.Shout';
SELECT shout('tea');
SELECT shop, shout(MAX(item)) FROM base.sales GROUP BY shop ORDER BY shop;
DROP TEMPORARY FUNCTION shout;
CREATE FUNCTION loud AS 'example.Shout' USING JAR '${JAR}';
SELECT COUNT(*), MAX(loud(name)) FROM base.dept;
DROP FUNCTION loud;
