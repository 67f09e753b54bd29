SELECT array(3, 1, 2)[0], size(array(1, 2)), array_contains(array(1, 2), 2), sort_array(array(3, 1, 2)), array(1, 2)[9];
SELECT map('a', 1, 'b', 2)['b'], size(map('a', 1)), sort_array(map_keys(map('a', 1, 'b', 2))), map_values(map('a', 1)),
  map('a', 1)['z'], str_to_map('a:1,b:2')['b'];
SELECT named_struct('x', 1, 'y', 'z').y, struct(1, 'a'), named_struct('x', 1, 'y', array(1.5D)), map('k', array(1, 2));
SELECT array(named_struct('n', 1), named_struct('n', 2)).n, size(IF(FALSE, array(1), NULL));
