CREATE TABLE s STORED AS SEQUENCEFILE AS SELECT id, name FROM base.dept;
CREATE TABLE r STORED AS RCFILE AS SELECT id, name FROM base.dept;
CREATE TABLE x (id INT, name STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001' STORED AS TEXTFILE;
SET hive.exec.compress.output=true;
SET mapreduce.output.fileoutputformat.compress.codec=org.apache.hadoop.io.compress.GzipCodec;
INSERT INTO x SELECT id, name FROM base.dept;
SELECT s.name, r.id, x.name FROM s JOIN r ON s.id = r.id JOIN x ON x.id = r.id WHERE s.id > 10 ORDER BY s.name;
