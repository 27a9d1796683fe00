#!/bin/sh
# A Chromium for the browser tests: the one that is there, Debian's as root, or Playwright's own.
# Where none can be had it says so; the browser tests then skip, the others run.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium for the browser tests ..."
    (apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y install chromium) >/dev/null 2>&1 && exit 0
fi
echo "Asking Playwright for a Chromium ..."
"$1/python" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "NOTE: no Chromium can be had here; the browser tests will be skipped." >&2
exit 0
