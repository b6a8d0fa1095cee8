#!/usr/bin/env bash
# The ablations of docs/accuracy.md: what own sentences, hints and layers bring.
#
#   bash ablations.sh SHARED [OUT]
#
# Trains four models (about an hour and a half on two cores) and measures each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
shared="$1"
out="${2:-/tmp/ablations}"
mkdir -p "$out"

train() { python train.py --shared "$shared" --out "$out/$1.pt" "${@:2}"; }
measure() { echo "== $1"; python evaluate.py --shared "$shared" --model "$out/$1.pt" "${@:2}"; }

train default --epochs 4
train no-own --epochs 4 --sources newsfane,wojood,aqmar,tags
train no-hints --epochs 4 --no-bits
train accurate --epochs 4 --layers 12
measure default
measure no-own
measure no-hints --no-bits
measure accurate
