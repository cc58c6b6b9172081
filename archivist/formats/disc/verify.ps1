# 校验本盘全部文件 / Verifies every file of this disc (Windows PowerShell 5 or later)
# Exit code 0: all is well; 1: something is missing or changed; 2: it could not be checked.
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { }
$count = @COUNT@
$here = $PSScriptRoot
$root = [System.IO.Path]::GetDirectoryName($here)
$list = [System.IO.Path]::Combine($here, 'sha256sums.txt')
if (-not (Test-Path -LiteralPath $list -PathType Leaf)) {
    Write-Host '缺失 MISSING   sha256sums.txt'
    exit 2
}
$good = 0
$bad = 0
foreach ($line in [System.IO.File]::ReadAllLines($list, [System.Text.Encoding]::UTF8)) {
    if ($line -cnotmatch '^([0-9a-f]{64})  (.+)$') {
        Write-Host "校验和损坏 BAD LINE  $line"
        $bad++
        continue
    }
    $expected = $Matches[1]
    $path = $Matches[2]
    try {
        $file = [System.IO.Path]::Combine($root, $path.Replace('/', '\'))
        if (-not (Test-Path -LiteralPath $file -PathType Leaf)) {
            Write-Host "缺失 MISSING   $path"
            $bad++
            continue
        }
        $found = (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash
    } catch {
        $found = ''
    }
    if ($found -eq $expected) {
        $good++
    } else {
        Write-Host "内容变化 CHANGED   $path"
        $bad++
    }
}
if (($good + $bad) -ne $count) {
    Write-Host "校验和应有 $count 行，实有 $($good + $bad) 行 / Checksums: $count lines expected, $($good + $bad) found"
    $bad++
}
if ($bad -eq 0) {
    Write-Host "校验通过：$good 个文件与 sha256sums.txt 一致（不计它自身） / Verified: $good files agree with sha256sums.txt"
    exit 0
}
Write-Host "校验未通过：$bad 处问题 / NOT verified: $bad faults"
exit 1
