#!/usr/bin/env bash
# Brings the data of outside test suites into the folder where the tests look for it (PLUGINSIGN_VECTORS, default ../shared/vectors), each from a commit that is pinned here.
# Usage: outside.sh      needs git and the network. Exit 4: not everything is there, and the lines before say why. What is there already is kept.
# Not tried against the real addresses yet, only against local repositories of the same layout. Pinned nowhere, so left out: x509-limbo (its cases with code-signing leaves are generated), Wycheproof, sigstore-conformance.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
have git || { say "not brought: git is missing" >&2; exit 4; }
vectors=${PLUGINSIGN_VECTORS:-$root/../shared/vectors}
place=$(mktemp -d) && trap 'rm -rf "$place"' EXIT
status=0

# bring NAME ADDRESS COMMIT FOLDER INTO FILE: a folder of a repository, exactly as the commit has it, unless FILE is there. A commit's name is the digest of all it holds, and git checks it.
bring() {
  local copy=$place/$1
  if [ -e "$vectors/$5/$6" ]; then say "there already: $1"; return 0; fi
  if ! (git init -q "$copy" && cd "$copy" && git remote add origin "$2" && git sparse-checkout set --no-cone "/$4/" \
    && GIT_TERMINAL_PROMPT=0 timeout 600 git fetch -q --depth 1 --filter=blob:none origin "$3" && [ "$(git rev-parse FETCH_HEAD)" = "$3" ] \
    && GIT_TERMINAL_PROMPT=0 timeout 600 git checkout -q --detach FETCH_HEAD) 2>"$place/why"; then
    say "not brought: $1: $2 did not give commit $3 ($(tail -n 1 "$place/why"))" >&2 && status=4
  elif [ ! -e "$copy/$4/$6" ]; then
    say "not brought: $1: commit $3 has no $4/$6" >&2 && status=4
  else
    mkdir -p "$vectors/$5" && cp -R "$copy/$4/." "$vectors/$5/" && say "brought: $1"
  fi
}

bring pkits https://github.com/golang/go a4afd6ab3fd3e69fc38e5642441bb83f26c32015 src/crypto/x509/testdata/nist-pkits pkits vectors.json
bring pkits-crls https://github.com/pyca/cryptography 555a06552c513c3473b323b7c90e13a78d652520 vectors/cryptography_vectors/x509/PKITS_data/crls pkits/crls TrustAnchorRootCRL.crl
bring pkits-forerunner https://github.com/randombit/botan 06139a41e0d2d517458d8221d2e8857358f3c01c src/tests/data/x509/nist pkits expected.txt
exit "$status"
