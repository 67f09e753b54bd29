-- Integer and floating arithmetic, overflow and division by zero.
SELECT 1 + 2, 7 / 2, 7 DIV 2, 7 % 3, -7 % 3, pmod(-7, 3), 2 * 3 - 4, 10 / 4;
SELECT 5 & 3, 5 | 3, 5 ^ 3, ~5, shiftleft(1, 4), shiftright(-8, 1), shiftrightunsigned(8, 1);
SELECT 1 / 0, 5 % 0;
SELECT 2147483647 + 1, 2147483648 + 1, 127Y + 1Y;
