#!/bin/sh
# Mapper: the page of each request of an access log, with a 1 for Hadoop's own reducer "aggregate" to sum up.
awk '$9 == 200 { print "LongValueSum:" $7 "\t1" }'
