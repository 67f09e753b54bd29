SET hive.cli.print.header=true;
SELECT id AS number, name FROM base.dept WHERE id = 10;
SELECT * FROM base.dept WHERE id = 20;
