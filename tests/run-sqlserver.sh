#!/usr/bin/env bash
# Runs every test over a real SQL Server, but for those about SQLite's own files. Takes a connection string; its database gives the names of those
# that the tests make, with a number, and keep for the next run. The login must be allowed to create databases.
set -euo pipefail
export TEST_DATABASE_PROVIDER=SqlServer
export TEST_DATABASE_CONNECTION=${1:?"usage: bash tests/run-sqlserver.sh 'Server=localhost;Database=InfoLettreTest;User Id=sa;Password=…;TrustServerCertificate=True'"}
exec bash "$(dirname "$0")/run.sh"
