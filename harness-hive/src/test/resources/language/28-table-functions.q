SELECT stack(2, 'a', 1, 'b', 2) AS (letter, n);
SELECT inline(array(struct('a', 1), struct('b', 2))) AS (letter, n);
SELECT j.a, j.b FROM (SELECT '{"a":1,"b":"two"}' AS js) t LATERAL VIEW json_tuple(t.js, 'a', 'b') j AS a, b;
SELECT u.host, u.q FROM (SELECT 'http://shop.example/p?x=1' AS url) t
LATERAL VIEW parse_url_tuple(t.url, 'HOST', 'QUERY:x') u AS host, q;
SELECT get_json_object('{"a":{"b":[1,2]}}', '$.a.b[1]'), get_json_object('{"a":1}', '$.z'),
  parse_url('http://shop.example/p?x=1', 'PATH');
