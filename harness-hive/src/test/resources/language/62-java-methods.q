SELECT reflect('java.lang.Math', 'max', 3, 7), java_method('java.lang.String', 'valueOf', 1), reflect2('tea', 'length');
SELECT assert_true(1 = 1), version() RLIKE '^3\\.1\\.3', current_user();
