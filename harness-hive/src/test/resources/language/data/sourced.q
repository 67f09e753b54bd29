SET hivevar:floor=25;
CREATE TABLE from_sourced AS SELECT * FROM base.dept;
SELECT 'sourced';
