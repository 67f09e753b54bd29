SET hive.support.concurrency=true;
SET hive.txn.manager=org.apache.hadoop.hive.ql.lockmgr.DbTxnManager;
CREATE TABLE target (id INT, v STRING) CLUSTERED BY (id) INTO 2 BUCKETS STORED AS ORC
TBLPROPERTIES ('transactional'='true');
INSERT INTO target VALUES (1, 'old'), (2, 'gone'), (3, 'kept');
CREATE TABLE changes (id INT, v STRING, op STRING);
INSERT INTO changes VALUES (1, 'new', 'u'), (2, NULL, 'd'), (9, 'born', 'i');
-- As map joins these fail on MapReduce: Hive's local tasks have no ROW__ID.
SET hive.auto.convert.join=false;
MERGE INTO target t USING changes c ON t.id = c.id
WHEN MATCHED AND c.op = 'd' THEN DELETE
WHEN MATCHED THEN UPDATE SET v = c.v
WHEN NOT MATCHED THEN INSERT VALUES (c.id, c.v);
SELECT * FROM target ORDER BY id;
