source ${DATA}/sourced.q;
SELECT name FROM from_sourced WHERE id > ${hivevar:floor} ORDER BY name;
