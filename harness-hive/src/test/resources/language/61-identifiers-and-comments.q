CREATE TABLE odd (`select` INT, `two words` STRING);
INSERT INTO odd VALUES (1, 'x');
-- a comment between statements; with a semicolon
SELECT `select`, `two words`
  -- in a statement
  FROM odd;
SET hive.support.quoted.identifiers=none;
SELECT `(boss|hired|salary)?+.+` FROM base.emp WHERE id = 1;
SELECT "double", 'single', 'a' 'b', 'semi\;colon';
