CREATE TABLE c (id INT, tags ARRAY<STRING>, props MAP<STRING,INT>, who STRUCT<name:STRING,age:INT>)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' MAP KEYS TERMINATED BY ':';
INSERT INTO c SELECT 1, array('a', 'b'), map('k', 1), named_struct('name', 'Ada', 'age', 36);
SELECT * FROM c;
SELECT tags[1], props['k'], who.age, size(tags) FROM c;
CREATE TABLE deep STORED AS ORC AS SELECT id, array(who, who) AS people, map('m', tags) AS m FROM c;
SELECT people[1].name, people.age, m['m'][0] FROM deep;
