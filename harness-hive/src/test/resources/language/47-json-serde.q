CREATE EXTERNAL TABLE j (id INT, tags ARRAY<STRING>, who STRUCT<name:STRING,age:INT>)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION '${DATA}/json';
SELECT id, tags[0], who.name, who.age FROM j;
CREATE TABLE w (id INT, name STRING) ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' STORED AS TEXTFILE;
INSERT INTO w SELECT id, name FROM base.dept WHERE id = 10;
SELECT * FROM w;
