#!/bin/sh
# Puts the Neovims of Debian releases newer than this one below a folder, each with the libraries it was built against, and
# prints the programs to start as a list for DRIFT_NEOVIMS. Nothing of the system changes: packages are unpacked, not installed.
#   test/clients/newer-neovims.sh FOLDER [RELEASE...]     (releases: trixie sid)
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- trixie sid
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u | head -n 1)
[ -n "$mirror" ] || { echo 'run apt-get update first: no package lists' >&2; exit 1; }

programs=
for release in "$@"; do
  to=$folder/$release
  if [ ! -x "$to/nvim" ]; then
    rm -rf "$to"
    mkdir -p "$to/apt/lists/partial" "$to/apt/cache/archives/partial" "$to/root"
    : >"$to/apt/status"
    echo "deb $mirror $release main" >"$to/apt/sources.list"
    options="-qq -o Dir::Etc::sourcelist=$to/apt/sources.list -o Dir::Etc::sourceparts=/dev/null
      -o Dir::State::lists=$to/apt/lists -o Dir::Cache=$to/apt/cache -o Dir::State::status=$to/apt/status
      -o APT::Install-Recommends=false -o Debug::NoLocking=true -o APT::Sandbox::User=root"
    # shellcheck disable=SC2086
    apt-get $options update >&2
    # shellcheck disable=SC2086
    apt-get $options install -y --download-only neovim >&2
    for package in "$to"/apt/cache/archives/*.deb; do dpkg-deb -x "$package" "$to/root"; done
    loader=$(find "$to/root" -name 'ld-linux*.so*' | head -n 1)
    libraries=$(find "$to/root" -name '*.so*' -type f -exec dirname {} + | sort -u | grep -v -e gconv -e '/lua/' | paste -sd:)
    cat >"$to/nvim" <<WRAPPER
#!/bin/sh
VIMRUNTIME=$to/root/usr/share/nvim/runtime exec $loader --library-path $libraries $to/root/usr/bin/nvim "\$@"
WRAPPER
    chmod +x "$to/nvim"
    rm -rf "$to/apt"
  fi
  programs=$programs${programs:+:}$to/nvim
done
echo "$programs"
