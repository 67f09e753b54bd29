# Ends all that a process of a step has started: when it is told to, and when the JVM of the harness is gone, whose end
# closes the input. Argument: the environment variable that marks these processes. Input: the number of the process, which
# leads a group of its own, then orders.
mark=$1
trap '' HUP INT QUIT TERM
read -r leader

end_all() {
    if [ -n "$leader" ]; then
        kill -KILL "-$leader"
    fi
    # Who has left the group (a daemon) still has the environment that it was started with, where the system shows it.
    tries=0
    while [ "$tries" -lt 100 ]; do
        tries=$((tries + 1))
        found=
        for file in $(grep -lsF -e "$mark" /proc/[0-9]*/environ); do
            process=${file#/proc/}
            kill -KILL "${process%/environ}" && found=yes
        done
        if [ -z "$found" ]; then
            return
        fi
    done
}

while read -r order; do
    if [ "$order" = kill ]; then
        end_all
    fi
done
end_all
