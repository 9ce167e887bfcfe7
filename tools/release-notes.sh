#!/usr/bin/env bash
# Prints the section of a version in CHANGELOG.md; fails if there is none. Usage: tools/release-notes.sh VERSION
set -euo pipefail
awk -v heading="## [$1]" '
  index($0, "## [") == 1 { inside = index($0, heading) == 1; next }
  inside { print; if (NF) found = 1 }
  END { if (!found) { print "CHANGELOG.md has no section " heading > "/dev/stderr"; exit 1 } }
' "$(dirname "$0")/../CHANGELOG.md"
