WITH rich AS (SELECT * FROM base.emp WHERE salary >= 4000),
  per AS (SELECT dept, COUNT(*) AS n FROM rich GROUP BY dept)
SELECT d.name, n FROM per JOIN base.dept d ON per.dept = d.id ORDER BY d.name;
CREATE TABLE copied AS WITH q AS (SELECT id, name FROM base.dept WHERE id < 30) SELECT * FROM q;
WITH q AS (SELECT 99 AS id, 'New' AS name) INSERT INTO TABLE copied SELECT * FROM q;
SELECT * FROM copied ORDER BY id;
