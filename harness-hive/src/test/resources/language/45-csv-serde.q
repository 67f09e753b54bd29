CREATE EXTERNAL TABLE c (a STRING, b STRING, n STRING)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar'=',')
LOCATION '${DATA}/quoted' TBLPROPERTIES ('skip.header.line.count'='1');
SELECT * FROM c;
SELECT SUM(CAST(n AS INT)) FROM c;
