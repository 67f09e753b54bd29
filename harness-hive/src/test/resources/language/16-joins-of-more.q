-- Self joins, three tables, without a condition, and with one that is no equality.
SELECT e.name, b.name, d.name FROM base.emp e JOIN base.emp b ON e.boss = b.id LEFT JOIN base.dept d ON b.dept = d.id
ORDER BY e.name;
SELECT COUNT(*) FROM base.emp CROSS JOIN base.dept;
SELECT COUNT(*) FROM base.emp a JOIN base.emp b ON a.salary < b.salary;
SELECT COUNT(*) FROM base.emp e, base.dept d WHERE e.dept = d.id AND d.name <> 'Build';
