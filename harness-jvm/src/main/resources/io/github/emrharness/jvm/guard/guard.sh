# Kills processes with all that they have started: when it is told to, and when the JVM of the harness is gone, whose end
# closes the input. Argument: the environment variable that marks these processes. Input, a line each: "+ NUMBER" and
# "- NUMBER" for a process that begins and one that has ended, "group NUMBER" for one that leads a group of its own, "kill".
mark=$1
trap '' HUP INT QUIT TERM
leader=
children=" "

end_all() {
    if [ -n "$leader" ]; then
        kill -KILL "-$leader"
    fi
    for child in $children; do
        kill -KILL "$child"
    done
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

while read -r order process; do
    case $order in
    +) children="$children$process " ;;
    -)
        case $children in
        *" $process "*) children="${children%%" $process "*} ${children#*" $process "}" ;;
        esac
        ;;
    group) leader=$process ;;
    kill) end_all ;;
    esac
done
end_all
