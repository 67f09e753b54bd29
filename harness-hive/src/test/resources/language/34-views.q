CREATE VIEW rich (who, pay) COMMENT 'well paid' AS SELECT name, salary FROM base.emp WHERE salary >= 4000;
SELECT who FROM rich WHERE pay < 5000 ORDER BY who;
ALTER VIEW rich AS SELECT name FROM base.emp WHERE salary >= 5000;
SELECT * FROM rich;
SHOW VIEWS;
DROP VIEW rich;
SHOW VIEWS;
