#!/bin/sh
# Prints the figures of docs/performance.md, as rows of its tables.
#
#   docs/measure-performance.sh DOCUMENTS.jsonl [TIMES]
#
# DOCUMENTS.jsonl: one document a line with id and text (and published). TIMES: how often
# each is measured, 3 by default; the middle one is printed. Needs GNU time and Python. Without
# anything else running: the load is printed beside the figures.
set -eu
cd "$(dirname "$0")/.."
documents=$1
times=${2:-3}
program=${TAWATUR:-target/release/tawatur}
[ -x "$program" ] || { echo "$program is not there: cargo build --release" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=$(grep -c . "$documents")
length=$(python3 -c 'import json, sys; print(sum(len(json.loads(x)["text"]) for x in open(sys.argv[1], encoding="utf-8") if x.strip()))' "$documents")

words=$(python3 -c 'import json, sys; print(sum(len(json.loads(x)["text"].split()) for x in open(sys.argv[1], encoding="utf-8") if x.strip()))' "$documents")

# timed COMMAND...: «seconds CPU-seconds MiB» of the run in the middle
timed() {
    for _ in $(seq "$times"); do
        [ -z "${before:-}" ] || $before
        LC_ALL=C command time -f '%e %U %S %M' -o "$work/one" "$@" > /dev/null 2> "$work/err"
        tail -1 "$work/one"
    done | sort -n | awk '{line[NR] = $0} END {split(line[int((NR + 1) / 2)], f, " "); printf "%s %.2f %.0f\n", f[1], f[2] + f[3], f[4] / 1024}'
}

# row NAME THREADS COMMAND...
row() {
    name=$1 threads=$2
    shift 2
    set -- $(timed "$@")
    awk -v n="$name" -v d="$count" -v l="$((length / count))" -v t="$threads" -v s="$1" -v c="$2" -v m="$3" -v w="$words" \
        'BEGIN {printf "| %s | %d | %d | %s | %s | %s | %.1f | %.0f | %s |\n", n, d, l, t, s, c, d / s, w / s, m}'
}

# many NAME COMMAND...: milliseconds of one of 20 runs
many() {
    name=$1
    shift
    start=$(date +%s%N)
    for _ in $(seq 20); do "$@" > /dev/null; done
    echo "| $name | $(( ($(date +%s%N) - start) / 20000000 )) ms |"
}

echo "Date: $(date +%F). Commit: $(git rev-parse --short HEAD). Load before: $(cut -d' ' -f1 /proc/loadavg)."
echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores. $(rustc --version)."
echo
echo "| what | documents | mean length (characters) | threads | seconds | CPU seconds | documents/s | words/s | peak memory (MiB) |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
row 'read, JSON' 2 "$program" read --format json --threads 2 "$documents"
row 'read, JSON' 1 "$program" read --format json --threads 1 "$documents"
before="rm -rf $work/store"
row 'add to a new store' 2 "$program" --store "$work/store" add --threads 2 "$documents"
before=
row 'add again (nothing new)' 2 "$program" --store "$work/store" add --threads 2 "$documents"
echo
echo "| what | size or time |"
echo "| --- | --- |"
many 'start of the program (`tawatur --version`)' "$program" --version
many 'reading one short text (`examples/sabha-denial.txt`)' "$program" read --format json examples/sabha-denial.txt
many "search in the store of $count documents" "$program" --store "$work/store" search --format json قصف
echo "| size of the program | $(du -m "$program" | cut -f1) MiB |"
echo
echo "Load after: $(cut -d' ' -f1 /proc/loadavg)."
