#!/usr/bin/env bash
# Runs every test. Installs what they need beyond the .NET SDK: a Chromium, unless one is there.
set -euo pipefail
cd "$(dirname "$0")/.."

# BUILT=1: what is to be tested has been built already, as .ci/run does.
configuration=${CONFIGURATION:-Debug}
[ "${BUILT:-}" = 1 ] || dotnet build CitesDesMetiers.sln --configuration "$configuration" --nologo --verbosity quiet

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$candidate" ] && command -v "$candidate" > /dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

if ! CHROMIUM=$(find_chromium); then
  driver="tests/CitesDesMetiers.BrowserTests/bin/$configuration/net10.0"
  node=$(find "$driver/.playwright/node" -name node -type f 2> /dev/null | head -n 1 || true)
  echo "No Chromium or Chrome found; trying Playwright's own download."
  if [ -n "$node" ] && timeout 600 "$node" "$driver/.playwright/package/cli.js" install chromium; then
    CHROMIUM=""
  elif [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null
    CHROMIUM=$(find_chromium)
  else
    echo "The browser tests need Chromium or Chrome: install one (on Debian: sudo apt-get install chromium), or name it in CHROMIUM." >&2
    exit 1
  fi
fi
export CHROMIUM

# The Nu HTML checker, one Java archive, from npm. Without it one test passes with a warning and checks nothing.
if [ -z "${VNU_JAR:-}" ]; then
  checker=tests/CitesDesMetiers.Tests/obj/vnu
  if command -v java > /dev/null && command -v npm > /dev/null; then
    [ -f "$checker/node_modules/vnu-jar/build/dist/vnu.jar" ] \
      || timeout 300 npm install --silent --no-audit --no-fund --no-save --prefix "$checker" vnu-jar@26.9.27 > /dev/null 2>&1 || true
    VNU_JAR=$(find "$PWD/$checker" -name vnu.jar -type f 2> /dev/null | head -n 1 || true)
  fi
  [ -n "${VNU_JAR:-}" ] || echo "The Nu HTML checker is not run: it needs java, npm and the package vnu-jar, or VNU_JAR."
fi
export VNU_JAR

# Parsers of calendars and feeds that are not the product's, for node, from npm. Without them two classes pass with warnings and check nothing.
if [ -z "${NPM_PARSERS:-}" ]; then
  parsers=$PWD/tests/CitesDesMetiers.Tests/obj/parsers
  if command -v node > /dev/null && command -v npm > /dev/null; then
    { [ -d "$parsers/node_modules/ical.js" ] && [ -d "$parsers/node_modules/feedsmith" ]; } \
      || timeout 300 npm install --silent --no-audit --no-fund --no-save --prefix "$parsers" ical.js@2.2.1 feedsmith@3.0.1 > /dev/null 2>&1 || true
    [ ! -d "$parsers/node_modules/feedsmith" ] || NPM_PARSERS=$parsers
  fi
  [ -n "${NPM_PARSERS:-}" ] || echo "Calendars and feeds are not read by ical.js and feedsmith: they need node and npm, or NPM_PARSERS."
fi
export NPM_PARSERS

# Tests of one database are selected where it is the one in use.
[ "${TEST_DATABASE_PROVIDER:-Sqlite}" = SqlServer ] && other=Sqlite || other=SqlServer

# Both projects at once: each waits much of its time, for clocks or for the browser.
projects=(CitesDesMetiers.Tests CitesDesMetiers.BrowserTests)
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
declare -A running
for project in "${projects[@]}"; do
  # Each browser test starts a site: compiling again what runs often does not pay in a minute. In the other tests, one long process, it does.
  [ "$project" = CitesDesMetiers.BrowserTests ] && export DOTNET_TC_CallCounting=0 || unset DOTNET_TC_CallCounting
  "tests/$project/bin/$configuration/net10.0/$project" -trait- "Database=$other" "$@" > >(tee "$logs/$project") 2>&1 &
  running[$project]=$!
done

passed=0
failed=0
status=0
for project in "${projects[@]}"; do
  wait "${running[$project]}" || status=1
done
for project in "${projects[@]}"; do
  summary=$(sed 's/\x1b\[[0-9;]*m//g' "$logs/$project" | grep -aE 'Total: [0-9]+, Errors' | tail -n 1 || true)
  if [ -z "$summary" ]; then
    echo "$project did not run to its end." >&2
    status=1
    failed=$((failed + 1))
    continue
  fi
  number() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<< "$summary"; }
  bad=$(($(number Failed) + $(number Errors)))
  if [ "$(number Skipped)" != 0 ] || [ "$(number 'Not Run')" != 0 ]; then
    echo "$project skipped tests." >&2
    status=1
  fi
  passed=$((passed + $(number Total) - $(number Failed) - $(number Skipped) - $(number 'Not Run')))
  failed=$((failed + bad))
  # Once more at the end, where they are found: what failed, with the first lines of why.
  [ "$bad" = 0 ] || sed 's/\x1b\[[0-9;]*m//g' "$logs/$project" | grep -a -A 12 '\[FAIL\]'
done

[ "$failed" = 0 ] || status=1
echo "$passed passed, $failed failed"
exit "$status"
