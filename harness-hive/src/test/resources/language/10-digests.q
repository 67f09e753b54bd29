-- Compared with the digests of other implementations.
SELECT crc32('ABC'), md5('ABC');
SELECT sha1('ABC');
SELECT sha2('ABC', 256);
SELECT base64(CAST('hi' AS BINARY)), CAST(unbase64('aGk=') AS STRING), mask('Ab1'), mask_first_n('Abcd', 2);
SELECT decode(encode('tea', 'UTF-16BE'), 'UTF-16BE'), hex(encode('t', 'UTF-16BE'));
SELECT CAST(aes_decrypt(aes_encrypt('secret', '1234567890123456'), '1234567890123456') AS STRING);
