SELECT regexp_replace('tea 12 nut 3', '[0-9]+', '#'), regexp_extract('k=v', '(\\w+)=(\\w+)', 2);
SELECT 'foobar' RLIKE '^foo', 'foobar' REGEXP 'oba', 'foobar' LIKE 'foo%', 'foobar' LIKE '_oobar',
  'foobar' LIKE 'oob%', 'a%b' LIKE 'a\\%b', 'axb' LIKE 'a\\%b', 'foobar' NOT LIKE 'x%';
SELECT name FROM base.emp WHERE name RLIKE '^[A-C]';
SELECT name FROM base.emp WHERE name LIKE '%y';
SELECT name FROM base.emp WHERE name LIKE ANY ('A%', 'F%');
