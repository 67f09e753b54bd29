-- Requests, failures and bytes of each day, from the access log of a web server.
CREATE EXTERNAL TABLE IF NOT EXISTS requests (
  day DATE,
  at STRING,
  method STRING,
  path STRING,
  status INT,
  bytes BIGINT,
  agent STRING
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex' = '(\\S+) (\\S+) (\\S+) (\\S+) (\\d+) (\\d+) "(.*)"')
LOCATION '${INPUT}';

INSERT OVERWRITE DIRECTORY '${OUTPUT}'
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
SELECT day, COUNT(*), SUM(IF(status >= 400, 1, 0)), SUM(bytes)
FROM requests
GROUP BY day
ORDER BY day;
