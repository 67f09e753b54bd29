"""Lays out the most frequent words for people: report.py <top> <report>."""
import sys

from pyspark.sql import SparkSession

from layout import line


def main(top, report):
    spark = SparkSession.builder.appName("report").getOrCreate()
    words = spark.read.schema("word string, count long").json(top)
    words.rdd.map(lambda row: line(row["word"], row["count"])).saveAsTextFile(report)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
