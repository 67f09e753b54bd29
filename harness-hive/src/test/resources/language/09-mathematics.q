SELECT abs(-3), sign(-2.0D), floor(-1.5D), ceil(-1.5D), round(2.5D), round(-2.5D), round(1234.567D, -2), bround(2.5D);
SELECT sqrt(16), power(2, 10), exp(0), ln(1), log10(1000), log2(4), factorial(5), cbrt(27.0D);
SELECT pi() > 3.14D, e() < 2.72D, degrees(pi()), sin(0), cos(0), width_bucket(5, 0, 10, 5);
