"""What a PySpark step can do, chosen by its first argument."""
import os
import subprocess
import sys
import time

from pyspark.sql import SparkSession


def session():
    return SparkSession.builder.appName("scenario").getOrCreate()


def count():
    spark = session()
    rows = spark.createDataFrame([("Lyon", 2), ("Nice", 1), ("Lyon", 3)], ["city", "amount"])
    for row in rows.groupBy("city").sum("amount").orderBy("city").collect():
        print(row["city"], row[1])
    spark.stop()


def leave_open():
    print("sum", session().sparkContext.parallelize(range(5)).map(lambda n: n * 1).sum())


def engine():
    spark = session()
    loader = spark._jsc.getClass().getClassLoader()
    print("engine", spark._jvm.java.lang.System.identityHashCode(loader))


def udf():
    from pyspark.sql.functions import udf

    spark = session()
    shout = udf(lambda text: text.upper() + "!", "string")
    print([row[0] for row in spark.createDataFrame([("to",), ("be",)], ["word"]).select(shout("word")).collect()])


def udf_fails():
    from pyspark.sql.functions import udf

    def check(number):
        if number == 3:
            raise ValueError("cannot take %d" % number)
        return number

    session().range(5).select(udf(check, "long")("id")).collect()


def rdd():
    lines = session().sparkContext.textFile(sys.argv[2])
    words = lines.flatMap(str.split).map(lambda word: (word, 1)).reduceByKey(lambda a, b: a + b)
    words.map(lambda pair: "%s %d" % pair).coalesce(1).saveAsTextFile(sys.argv[3])


def sql():
    spark = session()
    spark.read.json(sys.argv[2]).createOrReplaceTempView("sales")
    spark.sql("select city, sum(amount) as amount from sales group by city").write.parquet(sys.argv[3])


def throw():
    try:
        {}["today"]
    except KeyError as missing:
        raise RuntimeError("no data for today") from missing


def missing_path():
    session().read.parquet("/no/such/path")


def leave(code):
    print("leaves with", code)
    sys.exit(code)


def modules():
    import in_egg
    import in_file
    import in_package
    import in_zip

    def names(number):
        import in_egg as e
        import in_file as f
        import in_package as p
        import in_zip as z

        return " ".join((f.NAME, z.NAME, e.NAME, p.NAME))

    print(in_file.NAME, in_zip.NAME, in_egg.NAME, in_package.NAME)
    print(session().sparkContext.parallelize([1]).map(names).first())


def beside():
    from pyspark import SparkFiles

    def read(number):
        with open("lookup.txt") as lookup, open("models/deep/model.txt") as model:
            return lookup.read().strip() + " " + model.read().strip()

    print(session().sparkContext.parallelize([1]).map(read).first())
    with open(SparkFiles.get("stores.txt")) as stores:
        print(stores.read().strip())


def environment():
    print("driver", os.environ.get("OF_DRIVER"))
    print("hash", os.environ.get("PYTHONHASHSEED"))
    print("conf", session().conf.get("spark.test.a"), session().conf.get("spark.master"))
    seen = session().sparkContext.parallelize([1]).map(lambda n: os.environ.get("OF_EXECUTOR")).first()
    print("executor", seen)
    print("arguments", sys.argv[2:])


def hang():
    spark = session()
    spark.sparkContext.parallelize([1, 2], 2).map(lambda n: n).count()
    child = subprocess.Popen(["sleep", "600"])
    print("hangs", os.getpid(), child.pid, flush=True)
    time.sleep(600)


def hang_in_worker():
    def sleep(number):
        print("worker", os.getpid(), file=sys.stderr, flush=True)
        time.sleep(600)

    session().sparkContext.parallelize([1, 2], 2).foreach(sleep)


def pandas_udf():
    import pandas
    from pyspark.sql.functions import pandas_udf

    spark = session()

    @pandas_udf("double")
    def half(numbers: pandas.Series) -> pandas.Series:
        return numbers / 2

    print([row[0] for row in spark.range(3).select(half("id")).collect()])
    spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    print(spark.range(3).toPandas()["id"].sum(), spark.createDataFrame(pandas.DataFrame({"n": [1, 2]})).count())
    grouped = spark.range(4).selectExpr("id % 2 as parity", "id").groupBy("parity")
    print(sorted(tuple(row) for row in grouped.applyInPandas(
        lambda group: pandas.DataFrame({"parity": group["parity"][:1], "total": [group["id"].sum()]}),
        "parity long, total long").collect()))


if sys.argv[1].isdigit():
    leave(int(sys.argv[1]))
else:
    globals()[sys.argv[1]]()
