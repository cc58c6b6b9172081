<#
Restores an archive from this backup; archivist itself is not needed.
从本备份恢复档案库，不需要 archivist。

  powershell -ExecutionPolicy Bypass -File restore.ps1 D:\restored
  powershell -ExecutionPolicy Bypass -File restore.ps1 D:\restored 20261125T101500

Every file is checked by its SHA-256. What is damaged is named and left out, all else is restored.
Exit code: 0 all is restored, 1 something is not, 2 nothing was begun.
#>
param(
    [Parameter(Mandatory = $true, Position = 0)][string]$Dir,
    [Parameter(Position = 1)][string]$Snapshot = 'latest'
)
$ErrorActionPreference = 'Stop'
$utf8 = New-Object System.Text.UTF8Encoding($false)
$script:good = 0
$script:bad = 0

function Stop-Here([string]$text) {
    Write-Host $text -ForegroundColor Red
    exit 2
}

function Write-Refused([string]$path, [string]$why) {
    $script:bad += 1
    Write-Host ('× ' + ($path -replace '[\x00-\x1f\x7f]', '?') + ': ' + $why) -ForegroundColor Red
}

# Above 247 characters only this form reaches a folder; below, the plain one works everywhere.
function Get-LongPath([string]$path) {
    if ($path.Length -lt 240 -or $path.StartsWith('\\?\')) { return $path }
    if ($path.StartsWith('\\')) { return '\\?\UNC' + $path.Substring(1) }
    return '\\?\' + $path
}

function Get-Sum([string]$path) {
    return (Get-FileHash -LiteralPath (Get-LongPath $path) -Algorithm SHA256).Hash.ToLowerInvariant()
}

# Why Windows cannot hold a path, or nothing.
function Get-PathFault([string]$path) {
    if ($path -eq '' -or $path.StartsWith('/')) {
        return 'the path leads out of the folder 路径越界'
    }
    foreach ($part in $path.Split('/')) {
        if ($part -eq '' -or $part -eq '.' -or $part -eq '..') {
            return 'the path leads out of the folder 路径越界'
        }
        if ($part -match '[<>:"\\|?*\x00-\x1f]' -or $part -match '[. ]$') {
            return 'Windows cannot hold this name 名称不能用于 Windows'
        }
        if ($part -match '^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?$') {
            return 'Windows cannot hold this name 名称不能用于 Windows'
        }
    }
    return ''
}

function Restore-One([string]$wanted, [string]$path) {
    # A note of an earlier restore is no part of the archive.
    if ($path -eq '未完成-restore-unfinished.txt') { return }
    $fault = Get-PathFault $path
    if ($fault -ne '') {
        Write-Refused $path $fault
        return
    }
    $object = [IO.Path]::Combine($here, 'objects', $wanted.Substring(0, 2), $wanted)
    $place = Join-Place $target $path
    if (Test-Path -LiteralPath (Get-LongPath $place)) {
        if ((Get-Sum $place) -eq $wanted) {
            $script:good += 1
        }
        else {
            Write-Refused $path 'another file of this name is there 已有同名的其他文件'
        }
        return
    }
    if (-not (Test-Path -LiteralPath (Get-LongPath $object) -PathType Leaf)) {
        Write-Refused $path 'missing in the backup 备份中缺失'
        return
    }
    [IO.File]::Copy((Get-LongPath $object), $beside, $true)
    [IO.File]::SetAttributes($beside, 'Normal')
    if ((Get-Sum $beside) -ne $wanted) {
        [IO.File]::Delete($beside)
        Write-Refused $path 'damaged in the backup 备份中已损坏'
        return
    }
    $folder = $place.Substring(0, $place.LastIndexOf('\'))
    [void][IO.Directory]::CreateDirectory((Get-LongPath $folder))
    # Move refuses a name that is taken, so nothing is ever overwritten.
    [IO.File]::Move($beside, (Get-LongPath $place))
    if ($times.ContainsKey($path)) {
        # A time is a help, not content: one that the system cannot hold is left out.
        try {
            $ticks = [long][Math]::Floor([decimal]$times[$path] / 100)
            $first = New-Object DateTime(1970, 1, 1, 0, 0, 0, [DateTimeKind]::Utc)
            [IO.File]::SetLastWriteTimeUtc((Get-LongPath $place), $first.AddTicks($ticks))
        }
        catch { }
    }
    $script:good += 1
}

# Not Join-Path: it would look for the drive first.
function Join-Place([string]$folder, [string]$path) {
    return $folder.TrimEnd('\') + '\' + $path.Replace('/', '\')
}

$here = $PSScriptRoot
$snapshots = [IO.Path]::Combine($here, 'snapshots')
if ($Snapshot -eq 'latest') {
    [string[]]$names = @(Get-ChildItem -LiteralPath $snapshots -Directory |
            Where-Object { $_.Name -match '^[0-9]' } |
            Where-Object { Test-Path -LiteralPath (Join-Place $_.FullName 'snapshot.json') } |
            ForEach-Object { $_.Name })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    if ($names.Count -eq 0) { Stop-Here 'There is no snapshot here. 这里没有快照。' }
    # By their numbers: a clock may have gone back between two backups.
    [long]$most = 0
    foreach ($name in $names) {
        $about = [IO.File]::ReadAllText((Join-Place (Join-Place $snapshots $name) 'snapshot.json'), $utf8)
        $told = [regex]::Match($about, '(?m)^ "number": ([0-9]{1,18}),?$')
        [long]$number = 0
        if ($told.Success) { $number = [long]$told.Groups[1].Value }
        if ($number -ge $most) {
            $most = $number
            $Snapshot = $name
        }
    }
}
if ($Snapshot -match '[\\/:]|\.\.') { Stop-Here "There is no snapshot $Snapshot. 没有这个快照。" }
$folder = [IO.Path]::Combine($snapshots, $Snapshot)
$list = Join-Place $folder 'manifest-sha256.txt'
$about = Join-Place $folder 'snapshot.json'
if (-not (Test-Path -LiteralPath $list) -or -not (Test-Path -LiteralPath $about)) {
    Stop-Here "There is no snapshot $Snapshot. 没有这个快照。"
}
if (-not [IO.File]::ReadAllText($about, $utf8).Contains((Get-Sum $list))) {
    Stop-Here "The list of the snapshot $Snapshot is damaged; choose another one. 快照的清单已损坏，请另选一个快照。"
}

$target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Dir)
if (($target.TrimEnd('\') + '\').StartsWith($here.TrimEnd('\') + '\', 'OrdinalIgnoreCase')) {
    Stop-Here "$target is in the backup itself. 不能恢复到备份里面。"
}
[void][IO.Directory]::CreateDirectory($target)
$unfinished = Join-Place $target '未完成-restore-unfinished.txt'
$filled = @(Get-ChildItem -LiteralPath $target -Force | Select-Object -First 1).Count -gt 0
if ($filled -and -not (Test-Path -LiteralPath $unfinished)) {
    Stop-Here "$target is not empty. Choose a new or an empty folder. 文件夹不是空的，请选新的或空的文件夹。"
}
[IO.File]::WriteAllText($unfinished, "archivist-restore $Snapshot`n", $utf8)
$beside = Get-LongPath (Join-Place $target '.~archivist-restore.tmp')

# size, time, SHA-256 and path, separated by tabs; a path with escapes is none for Windows.
$times = New-Object 'System.Collections.Generic.Dictionary[string,string]'
$timesFile = Join-Place $folder 'times.tsv'
if (Test-Path -LiteralPath $timesFile) {
    foreach ($line in [IO.File]::ReadLines($timesFile, $utf8)) {
        $cells = $line.Split([char[]]@("`t"), 4)
        if ($cells.Count -eq 4 -and $cells[1] -match '^[0-9]{1,18}$|^[0-8][0-9]{18}$') {
            $times[$cells[3]] = $cells[1]
        }
    }
}

foreach ($line in [IO.File]::ReadLines($list, $utf8)) {
    if ($line -match '^\\') {
        Write-Refused $line.Substring([Math]::Min(67, $line.Length)) 'Windows cannot hold this name 名称不能用于 Windows'
        continue
    }
    $parts = [regex]::Match($line, '^([0-9a-f]{64})  (.+)$')
    if (-not $parts.Success) {
        Write-Refused $line 'no SHA-256 in the list 清单中没有校验值'
        continue
    }
    $path = $parts.Groups[2].Value
    try { Restore-One $parts.Groups[1].Value $path }
    catch { Write-Refused $path $_.Exception.Message }
}

Write-Host "${Snapshot}: $script:good files restored to $target, $script:bad not. 已恢复 $script:good 个文件，$script:bad 个未恢复。"
if ($script:bad -gt 0) { exit 1 }
[IO.File]::Delete($unfinished)
exit 0
