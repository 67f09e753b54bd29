SELECT id, name FROM base.emp WHERE dept IN (10, 30) AND salary >= 2500.50;
SELECT name FROM base.emp WHERE salary NOT BETWEEN 1500 AND 4500;
SELECT name FROM base.emp WHERE dept IS NULL OR boss IS NULL;
SELECT name FROM base.emp WHERE (dept, id) IN ((10, 1), (20, 4));
SELECT name FROM base.emp WHERE NOT (name = 'Ada' OR id > 2) LIMIT 5;
