#!/usr/bin/env bash
# The table under "Sending" in docs/performance.md: each sender in turn against the same sink, so many rounds, medians at the end.
# Needs Debian's postfix (smtp-sink, smtp-source), Node.js with npm, openssl, and a build in Release.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
benchmarks="$here/../bin/Release/net10.0/CitesDesMetiers.Benchmarks.dll"
connections=${CONNECTIONS:-16} rounds=${ROUNDS:-3} messages=${MESSAGES:-30000} port=${PORT:-2526}
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
smtp-sink -u nobody "127.0.0.1:$port" 1000 &
sink=$!
trap 'kill $sink; rm -rf "$work"' EXIT
cp "$here/nodemailer.mjs" "$work/"
npm install --silent --no-fund --no-audit --prefix "$work" nodemailer@10 > /dev/null
openssl genrsa -out "$work/key.pem" 2048 2> /dev/null

rate() { sed -nE 's/.*"messagesPerSecond":([0-9.]+).*/\1/p' | tail -n 1; }
send() { dotnet "$benchmarks" send "$@" --recipients "$messages" --connections "$connections" --smtp "127.0.0.1:$port" | tee -a "$work/sent.log" | rate; }
measure() {
  case $1 in
    smtp-source)
      local start end
      start=$(date +%s.%N)
      smtp-source -d -s "$connections" -m "$messages" -l 81000 "127.0.0.1:$port"
      end=$(date +%s.%N)
      echo "$messages $start $end" | awk '{ print $1 / ($3 - $2) }' ;;
    nodemailer) (cd "$work" && node nodemailer.mjs 3000 "$connections" "$port" | rate) ;;
    nodemailer-signed) (cd "$work" && node nodemailer.mjs 1500 "$connections" "$port" "$work/key.pem" | rate) ;;
    bare) send --bare ;;
    bare-signed) send --bare --sign ;;
    whole) send ;;
    whole-signed) send --sign ;;
  esac
}

senders=(smtp-source nodemailer nodemailer-signed bare whole bare-signed whole-signed)
for ((round = 0; round < rounds; round++)); do
  for sender in "${senders[@]}"; do
    echo "$(measure "$sender") $sender" >> "$work/rates"
  done
done
for sender in "${senders[@]}"; do
  awk -v s="$sender" '$2 == s { print $1 }' "$work/rates" | sort -n | awk -v s="$sender" '{ a[NR] = $1 } END { printf "%-18s %8.0f messages/s (median of %d, from %.0f to %.0f)\n", s, a[int((NR + 1) / 2)], NR, a[1], a[NR] }'
done
echo "Each run in order (bare, whole, bare-signed, whole-signed, and again):"
grep '^{' "$work/sent.log"
