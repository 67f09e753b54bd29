SELECT CAST('1.005' AS DECIMAL(10,2)), CAST(123.456 AS DECIMAL(5,1)), CAST(99999 AS DECIMAL(3,0));
SELECT salary / salary FROM base.emp WHERE id = 1;
SELECT CAST('0.1' AS DECIMAL(3,1)) + CAST('0.2' AS DECIMAL(3,1)), 0.1D + 0.2D;
SELECT round(CAST('2.345' AS DECIMAL(10,3)), 2), floor(CAST('2.7' AS DECIMAL(4,1))), ceil(CAST('2.1' AS DECIMAL(4,1)));
SELECT SUM(salary), round(AVG(salary), 2), MAX(salary) FROM base.emp;
SELECT name, salary * CAST('1.5' AS DECIMAL(2,1)) FROM base.emp WHERE id = 1;
