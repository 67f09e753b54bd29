#!/usr/bin/env bash
# A program of EMR's master, called by the name of this file, which EMR Harness runs inside the JVM of the test.
# Three connections to the harness: 7 says what to run and is told the exit code; 8 brings stdout and 9 stderr.

program=${0##*/}
IFS=/ read -r port token <<< "$EMR_HARNESS_STEP"
if [ -z "$token" ]; then
  echo "$program: runs only within a step of EMR Harness: EMR_HARNESS_STEP is not in the environment." >&2
  exit 1
fi
harness=/dev/tcp/127.0.0.1/$port
if ! { exec 7<> "$harness" && exec 8<> "$harness" && exec 9<> "$harness"; } 2> /dev/null; then
  echo "$program: EMR Harness does not answer: the step or its harness has ended." >&2
  exit 1
fi

# Who writes to a harness that does not listen any more learns of it below. The children are not to know this trap.
trap : PIPE
printf '%s\0' "$token" stdout $$ >&8 2> /dev/null
printf '%s\0' "$token" stderr $$ >&9 2> /dev/null
# None of them holds the first connection: its end tells the harness that this script has ended, however it did.
cat <&8 7>&- 8>&- 9>&- &
out=$!
cat <&9 >&2 7>&- 8>&- 9>&- &
err=$!
exec 8>&- 9>&-

{
  printf '%s\0' "$token" run $$ "$program" "$PWD" $# "$@"
  env -0
  printf '\0'
} >&7 2> /dev/null

code=
while IFS=' ' read -r word value <&7; do
  case $word in
    # The program begins to read; before that, stdin stays with the script.
    stdin)
      exec 8<> "$harness"
      printf '%s\0' "$token" stdin $$ >&8
      cat <&0 >&8 7>&- &
      in=$!
      exec 8>&-
      ;;
    exit)
      code=$value
      break
      ;;
  esac
done
[ -z "$in" ] || kill "$in" 2> /dev/null
wait "$out" "$err"
if [ -z "$code" ]; then
  echo "$program: EMR Harness does not run it any more: the step or its harness has ended." >&2
  exit 1
fi
exit "$code"
