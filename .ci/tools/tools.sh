# Sourced by the scripts here: each brings one tool that others made, pinned, into .cache/tools/, and judges with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tools=$PWD/.cache/tools
mkdir -p "$tools"

# A tool that cannot be had: no reason to fail on somebody's machine, and one in CI.
leave_out() {
  echo "!! LEFT OUT: $(basename "$0"): $1"
  [ "${CI:-}" != true ] || exit 1
  exit 0
}

# venv NAME PACKAGE==VERSION…: a virtual environment of its own, made once for each list of packages.
venv() {
  local folder=$tools/$1
  shift
  [ "$(cat "$folder/packages" 2>/dev/null)" = "$*" ] && return
  rm -rf "$folder"
  python3 -m venv "$folder" >/dev/null && timeout 600 "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" || return
  echo "$*" >"$folder/packages"
}

# node_packages NAME PACKAGE@VERSION…: the same with npm. No script of theirs is run.
node_packages() {
  local folder=$tools/$1
  shift
  [ "$(cat "$folder/packages" 2>/dev/null)" = "$*" ] && return
  rm -rf "$folder" && mkdir -p "$folder" && echo '{}' >"$folder/package.json"
  timeout 600 npm install --prefix "$folder" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund "$@" || return
  echo "$*" >"$folder/packages"
}

judge() { npx jest --config jest.tools.config.mjs "$@"; }
