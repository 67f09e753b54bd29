awk -F"\t" '{ sum[$1] += $2 } END { for (key in sum) print key "\t" sum[key] }' | sort
