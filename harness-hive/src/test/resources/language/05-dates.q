SELECT year('2026-03-04'), month('2026-03-04'), day('2026-03-04'), quarter('2026-03-04'), weekofyear('2026-01-01');
SELECT date_add('2024-02-28', 2), date_sub('2024-03-01', 1), datediff('2026-01-10', '2026-01-01');
SELECT add_months('2024-01-31', 1), last_day('2023-02-05'), next_day('2026-01-01', 'MO'),
  months_between('2026-03-01', '2026-01-01');
SELECT trunc('2026-05-17', 'MM'), trunc('2026-05-17', 'YY'), date_format('2026-05-07', 'yyyy/MM'),
  dayofweek('2026-01-01');
SELECT DATE '2026-01-01' < DATE '2026-01-02', to_date('2026-05-07 10:11:12'), CAST('2026-05-07' AS DATE);
SELECT name FROM base.emp WHERE hired BETWEEN DATE '2020-01-01' AND DATE '2020-12-31';
SELECT MIN(hired), MAX(hired), datediff(MAX(hired), MIN(hired)) FROM base.emp;
