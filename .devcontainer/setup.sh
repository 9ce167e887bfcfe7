#!/usr/bin/env bash
# After the container is made: the build, and a Chromium with the libraries it needs.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore
dotnet build CitesDesMetiers.sln --nologo --verbosity quiet
driver=tests/CitesDesMetiers.BrowserTests/bin/Debug/net10.0/.playwright
node=$(find "$driver/node" -name node -type f | head -n 1)
"$node" "$driver/package/cli.js" install --with-deps chromium
