EXPLAIN DEPENDENCY SELECT name FROM base.dept;
EXPLAIN DEPENDENCY SELECT d.name FROM base.dept d JOIN base.emp e ON d.id = e.dept;
