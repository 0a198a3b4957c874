#!/bin/sh
# What the tests need from the system. Installs it where this is root on Debian or Ubuntu, elsewhere says
# what to install and fails.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v xmllint >/dev/null 2>&1 || missing="$missing libxml2-utils"
command -v git >/dev/null 2>&1 || missing="$missing git"
command -v java >/dev/null 2>&1 || missing="$missing openjdk-17-jre-headless"
{ [ -f /usr/share/java/epubcheck.jar ] || command -v epubcheck >/dev/null 2>&1; } || missing="$missing epubcheck"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v strace >/dev/null 2>&1 || missing="$missing strace"
command -v mount >/dev/null 2>&1 || missing="$missing mount"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing"
    log=$(mktemp)
    apt-get update >"$log" 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1 && exit 0
    tail -20 "$log" >&2
fi
echo "The tests need these, by the names of their Debian packages:$missing" >&2
echo "Debian, Ubuntu:  sudo apt-get install$missing" >&2
echo "Fedora:          sudo dnf install chromium libxml2 git java-17-openjdk-headless npm epubcheck strace util-linux" >&2
echo "macOS, where tests/faults/ cannot run, as strace is for Linux alone:" >&2
echo "                brew install --cask chromium; brew install libxml2 git openjdk@17 node epubcheck" >&2
exit 1
