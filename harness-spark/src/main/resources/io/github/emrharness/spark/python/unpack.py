"""Takes PySpark out of what pip has downloaded, and leaves Spark's jars behind: 8 MB of 300.

Arguments: the downloaded file, a source distribution or a wheel; the directory to fill. It gets the layout of
/usr/lib/spark, with py4j unpacked beside pyspark.
"""
import io
import os
import re
import sys
import tarfile
import zipfile

TARGETS = [
    (re.compile(r"(?:lib|pyspark/python/lib)/(py4j-[^/]+-src\.zip)"), "python/lib/"),
    (re.compile(r"deps/examples/(.+\.py)"), "examples/src/main/python/"),
    (re.compile(r"pyspark/examples/src/main/python/(.+\.py)"), "examples/src/main/python/"),
    (re.compile(r"pyspark/(?:jars|bin|sbin|data|examples|licenses|python)/().*"), None),
    (re.compile(r"(pyspark/.+)"), "python/"),
]


def target(name):
    for pattern, directory in TARGETS:
        match = pattern.fullmatch(name)
        if match:
            return None if directory is None else directory + match.group(1)
    return None


def write(home, name, content):
    path = os.path.join(home, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(content)
    if name.startswith("python/lib/py4j-"):
        with zipfile.ZipFile(io.BytesIO(content)) as py4j:
            py4j.extractall(os.path.join(home, "python"))


def from_source_distribution(file, home):
    # As a stream: the index of a compressed tar would cost a second pass.
    with tarfile.open(file, "r|gz") as archive:
        for member in archive:
            name = target(member.name.partition("/")[2])
            if member.isfile() and name:
                write(home, name, archive.extractfile(member).read())


def from_wheel(file, home):
    with zipfile.ZipFile(file) as archive:
        for member in archive.namelist():
            name = target(member)
            if name and not member.endswith("/"):
                write(home, name, archive.read(member))


if __name__ == "__main__":
    (from_wheel if sys.argv[1].endswith(".whl") else from_source_distribution)(sys.argv[1], sys.argv[2])
