SELECT name FROM base.emp WHERE salary = (SELECT MAX(salary) FROM base.emp);
SELECT name FROM base.emp e WHERE salary > (SELECT AVG(salary) FROM base.emp x WHERE x.dept = e.dept);
SELECT name, (SELECT COUNT(*) FROM base.dept) FROM base.emp WHERE id = 2;
