CREATE EXTERNAL TABLE requests (host STRING, verb STRING, path STRING, code INT)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex'='(\\S+) "(\\S+) (\\S+)" (\\d+)')
LOCATION '${DATA}/requests';
SELECT host, path, code FROM requests WHERE code IS NOT NULL;
SELECT code, COUNT(*) FROM requests GROUP BY code ORDER BY code;
