awk -F"\t" '{ print $1 * 2 "\t" $2 }'
