CREATE TABLE a (id INT, name STRING, pay DECIMAL(10,2), tags ARRAY<STRING>) STORED AS AVRO;
INSERT INTO a SELECT id, name, salary, array(name) FROM base.emp WHERE id IN (1, 5);
SELECT * FROM a ORDER BY id;
CREATE TABLE s ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe' STORED AS
INPUTFORMAT 'org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat'
TBLPROPERTIES ('avro.schema.literal'='{"type":"record","name":"r","fields":[{"name":"n","type":["null","int"],"default":null}]}');
INSERT INTO s VALUES (5);
SELECT n + 1 FROM s;
