SELECT d.name FROM base.dept d LEFT SEMI JOIN base.emp e ON d.id = e.dept ORDER BY d.name;
SELECT name FROM base.dept WHERE id NOT IN (SELECT dept FROM base.emp WHERE dept IS NOT NULL);
-- One NULL among them, and nothing is known to be none of them.
SELECT COUNT(*) FROM base.dept WHERE id NOT IN (SELECT dept FROM base.emp);
SELECT name FROM base.dept d WHERE NOT EXISTS (SELECT 1 FROM base.emp e WHERE e.dept = d.id);
SELECT name FROM base.dept d WHERE id IN (SELECT dept FROM base.emp WHERE salary >= 5000);
