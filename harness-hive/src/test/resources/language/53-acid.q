SET hive.support.concurrency=true;
SET hive.txn.manager=org.apache.hadoop.hive.ql.lockmgr.DbTxnManager;
CREATE TABLE t (id INT, v STRING, n INT) STORED AS ORC TBLPROPERTIES ('transactional'='true');
INSERT INTO t VALUES (1, 'one', 10), (2, 'two', 20), (3, 'three', 30);
UPDATE t SET v = upper(v), n = n + 1 WHERE id = 1;
DELETE FROM t WHERE n = 20;
SELECT * FROM t ORDER BY id;
