#!/usr/bin/env bash
# Makes what a release offers: an archive for each platform, the bill of materials, checksums. Usage: tools/release.sh VERSION FOLDER
set -euo pipefail
version=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."

for rid in ${RIDS:-linux-x64 linux-arm64 win-x64}; do
  name=infolettre-$version-$rid
  work=$(mktemp -d)
  dotnet publish src/CitesDesMetiers.Web -c Release -r "$rid" -p:Version="$version" -o "$work/$name" --nologo -v q
  cp -r LICENSE CHANGELOG.md deploy "$work/$name"
  case $rid in
    win-*) (cd "$work" && zip -q -r "$folder/$name.zip" "$name") ;;
    *) tar -C "$work" --owner=0 --group=0 -czf "$folder/$name.tar.gz" "$name" ;;
  esac
  rm -rf "$work"
done

dotnet tool restore
dotnet restore src/CitesDesMetiers.Web
dotnet dotnet-CycloneDX src/CitesDesMetiers.Web/CitesDesMetiers.Web.csproj --recursive --disable-package-restore --set-version "$version" \
  --output "$folder" --output-format Json --filename "infolettre-$version-sbom.json"
cd "$folder"
rm -f SHA256SUMS
sha256sum -- * > SHA256SUMS.part
mv SHA256SUMS.part SHA256SUMS
