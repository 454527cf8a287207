#!/bin/sh
# Builds rule.c: easy_does_it.wasm, which runs in a sandbox, and a native library. Needs clang and lld; cc for the library.
# RUSTDAG_INCLUDE is the folder of rustdag_rule.h, if it is not this one.
set -eu
cd "$(dirname "$0")"
include=${RUSTDAG_INCLUDE:-.}
out=${1:-.}

# No system around it, nothing imported; what RD_EXPORT marks is exported.
clang --target=wasm32 -std=c11 -O2 -Wall -Wextra -ffreestanding -nostdlib -mbulk-memory -fvisibility=hidden \
    -I "$include" -Wl,--no-entry -Wl,--export-dynamic -Wl,--strip-all rule.c -o "$out/easy_does_it.wasm"
cc -std=c11 -O2 -Wall -Wextra -shared -fPIC -I "$include" rule.c -o "$out/librustdag_easy_does_it.so"
