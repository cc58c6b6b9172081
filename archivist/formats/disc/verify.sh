#!/bin/sh
# 校验本盘全部文件 / Verifies every file of this disc: sh verify.sh
# Exit code 0: all is well; 1: something is missing or changed; 2: it could not be checked.
LC_ALL=C
export LC_ALL
count=@COUNT@
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
list=$here/sha256sums.txt
cd -- "$here/.." || exit 2

if command -v sha256sum >/dev/null 2>&1; then
    digest() { sha256sum; }
elif command -v shasum >/dev/null 2>&1; then
    digest() { shasum -a 256; }
elif command -v openssl >/dev/null 2>&1; then
    digest() { openssl dgst -sha256 -r; }
else
    printf '%s\n' '没有计算 SHA-256 的程序 / No program for SHA-256 is here'
    exit 2
fi
if [ ! -r "$list" ]; then
    printf '%s\n' '缺失 MISSING   sha256sums.txt'
    exit 2
fi

good=0
bad=0
while IFS= read -r line || [ -n "$line" ]; do
    expected=${line%%  *}
    path=${line#*  }
    case $expected in
        *[!0-9a-f]* | '') malformed=yes ;;
        *) malformed='' ;;
    esac
    if [ -n "$malformed" ] || [ ${#expected} -ne 64 ] || [ -z "$path" ]; then
        printf '校验和损坏 BAD LINE  %s\n' "$line"
        bad=$((bad + 1))
    elif [ ! -f "./$path" ]; then
        printf '缺失 MISSING   %s\n' "$path"
        bad=$((bad + 1))
    else
        found=$(digest 2>/dev/null <"./$path") || found=
        if [ "${found%% *}" = "$expected" ]; then
            good=$((good + 1))
        else
            printf '内容变化 CHANGED   %s\n' "$path"
            bad=$((bad + 1))
        fi
    fi
done <"$list"

if [ $((good + bad)) -ne "$count" ]; then
    printf '校验和应有 %s 行，实有 %s 行 / Checksums: %s lines expected, %s found\n' \
        "$count" $((good + bad)) "$count" $((good + bad))
    bad=$((bad + 1))
fi
if [ "$bad" -eq 0 ]; then
    printf '校验通过：%s 个文件与 sha256sums.txt 一致（不计它自身） / Verified: %s files agree with sha256sums.txt\n' "$good" "$good"
    exit 0
fi
printf '校验未通过：%s 处问题 / NOT verified: %s faults\n' "$bad" "$bad"
exit 1
