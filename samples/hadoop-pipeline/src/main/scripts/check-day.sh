#!/bin/bash
# Ends with 1 unless its argument is a day.
if ! [[ "$1" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]]; then
    echo "Not a day: $1" >&2
    exit 1
fi
echo "Hits of $1"
