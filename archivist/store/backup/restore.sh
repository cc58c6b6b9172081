#!/bin/sh
# Restores an archive from this backup; archivist itself is not needed.
# 从本备份恢复档案库，不需要 archivist。
#
#   sh restore.sh DIR               the latest snapshot, into a new or empty folder
#   sh restore.sh DIR SNAPSHOT      another one, such as 20261125T101500
#
# Every file is checked by its SHA-256. What is damaged is named and left out, all else is restored.
# Exit code: 0 all is restored, 1 something is not, 2 nothing was begun.
set -u
LC_ALL=C
export LC_ALL

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

sum_of() {
    if command -v sha256sum >/dev/null 2>&1; then
        found=$(sha256sum <"$1") || return 1
    else
        found=$(shasum -a 256 <"$1") || return 1
    fi
    sum=${found%% *}
}

# What sha256sum writes for a line feed, a carriage return and a backslash in a name.
plain() {
    case $1 in
    \\*)
        path=$(printf '%bX' "${1#*  }")
        path=${path%X}
        wanted=${1%%  *}
        wanted=${wanted#\\}
        ;;
    *)
        path=${1#*  }
        wanted=${1%%  *}
        ;;
    esac
}

leads_out() {
    case /$path/ in
    *//* | */./* | */../*) return 0 ;;
    esac
    return 1
}

refused() {
    bad=$((bad + 1))
    printf '× %s: %s\n' "$(printf '%s' "$path" | tr '\000-\037\177' '?')" "$1" >&2
}

restore_one() {
    if [ "$path" = 未完成-restore-unfinished.txt ]; then
        return # a note of an earlier restore
    fi
    if leads_out; then
        refused 'the path leads out of the folder 路径越界'
        return
    fi
    case $wanted in
    *[!0-9a-f]* | '')
        refused 'no SHA-256 in the list 清单中没有校验值'
        return
        ;;
    esac
    object=$here/objects/$(printf '%.2s' "$wanted")/$wanted
    place=$dir/$path
    if [ -e "$place" ] || [ -L "$place" ]; then
        if [ -f "$place" ] && sum_of "$place" && [ "$sum" = "$wanted" ]; then
            good=$((good + 1))
        else
            refused 'another file of this name is there 已有同名的其他文件'
        fi
        return
    fi
    if [ ! -f "$object" ]; then
        refused 'missing in the backup 备份中缺失'
        return
    fi
    if ! cp "$object" "$beside" || ! sum_of "$beside"; then
        rm -f "$beside"
        refused 'cannot be copied 无法复制'
        return
    fi
    if [ "$sum" != "$wanted" ]; then
        rm -f "$beside"
        refused 'damaged in the backup 备份中已损坏'
        return
    fi
    if mkdir -p "${place%/*}" && mv "$beside" "$place"; then
        good=$((good + 1))
    else
        refused 'cannot be written 无法写入'
    fi
}

# Times are a help, not content: a system without "touch -d @SECONDS" keeps the day of the copy.
set_time() {
    tab=$(printf '\t')
    rest=${1#*"$tab"}
    time=${rest%%"$tab"*}
    rest=${rest#*"$tab"}
    wanted=${rest%%"$tab"*}
    path=${rest#*"$tab"}
    case $1 in
    \\*)
        path=$(printf '%bX' "$path")
        path=${path%X}
        ;;
    esac
    case $time in
    *[!0-9]* | '' | ? | ?? | ??? | ???? | ????? | ?????? | ??????? | ???????? | ?????????) return ;;
    esac
    fraction=${time#"${time%?????????}"}
    if ! leads_out && [ -f "$dir/$path" ]; then
        touch -c -d "@${time%?????????}.$fraction" "$dir/$path" 2>/dev/null || :
    fi
}

command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 ||
    fail 'Neither sha256sum nor shasum is there. 本机没有 sha256sum 或 shasum。'
case $0 in
/*) here=${0%/*}/ ;;
*/*) here=./${0%/*} ;;
*) here=. ;;
esac
here=$(cd "$here" && pwd) || fail "$0"
[ $# -ge 1 ] && [ -n "$1" ] || fail 'Usage 用法: sh restore.sh DIR [SNAPSHOT]'

snapshot=${2:-latest}
if [ "$snapshot" = latest ]; then
    # By their numbers: a clock may have gone back between two backups.
    most=0
    for each in "$here"/snapshots/[0-9]*/; do
        [ -f "${each}snapshot.json" ] || continue
        number=$(sed -n 's/^ "number": \([0-9]\{1,18\}\),*$/\1/p' "${each}snapshot.json")
        if [ "${number:-0}" -ge "$most" ]; then
            most=${number:-0}
            snapshot=${each%/}
            snapshot=${snapshot##*/}
        fi
    done
fi
case $snapshot in
*/* | *..*) fail "There is no snapshot $snapshot. 没有这个快照。" ;;
esac
list=$here/snapshots/$snapshot/manifest-sha256.txt
about=$here/snapshots/$snapshot/snapshot.json
[ -f "$list" ] && [ -f "$about" ] || fail "There is no snapshot $snapshot. 没有这个快照。"
sum_of "$list" || fail "$list"
grep -q "$sum" "$about" ||
    fail "The list of the snapshot $snapshot is damaged; choose another one. 快照的清单已损坏，请另选一个快照。"

case $1 in
/*) dir=$1 ;;
*) dir=./$1 ;;
esac
mkdir -p "$dir" || exit 2
dir=$(cd "$dir" && pwd) || exit 2
case $dir/ in
"$here"/*) fail "$dir is in the backup itself. 不能恢复到备份里面。" ;;
esac
unfinished=$dir/未完成-restore-unfinished.txt
if [ -n "$(ls -A "$dir")" ] && [ ! -f "$unfinished" ]; then
    fail "$dir is not empty. Choose a new or an empty folder. 文件夹不是空的，请选新的或空的文件夹。"
fi
printf '%s\n' "archivist-restore $snapshot" >"$unfinished" || exit 2
beside=$dir/.~archivist-restore.tmp
rm -f "$beside"

good=0
bad=0
while IFS= read -r line; do
    plain "$line"
    restore_one
done <"$list"
if [ -f "$here/snapshots/$snapshot/times.tsv" ]; then
    while IFS= read -r line; do
        set_time "$line"
    done <"$here/snapshots/$snapshot/times.tsv"
fi

printf '%s\n' "$snapshot: $good files restored to $dir, $bad not. 已恢复 $good 个文件，$bad 个未恢复。"
[ "$bad" -eq 0 ] || exit 1
rm -f "$unfinished"
exit 0
