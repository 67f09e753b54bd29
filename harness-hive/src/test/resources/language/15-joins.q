SELECT e.name, d.name FROM base.emp e JOIN base.dept d ON e.dept = d.id ORDER BY e.name;
SELECT e.name, d.name FROM base.emp e LEFT JOIN base.dept d ON e.dept = d.id WHERE d.id IS NULL;
SELECT d.name, COUNT(e.id) FROM base.emp e RIGHT JOIN base.dept d ON e.dept = d.id GROUP BY d.name ORDER BY d.name;
SELECT e.name, d.name FROM base.emp e FULL OUTER JOIN base.dept d ON e.dept = d.id
WHERE e.id IS NULL OR d.id IS NULL ORDER BY e.name, d.name;
