"""The text that lies beside a backup, for whoever finds it without archivist."""

from __future__ import annotations

import codecs

_TEXT = """\
这是 archivist 的备份（格式 1.0）。不需要 archivist 也能恢复。
This is a backup made by archivist (format 1.0). It can be restored without archivist.


一、恢复
--------
Windows：在本文件夹打开 PowerShell，运行
    powershell -ExecutionPolicy Bypass -File restore.ps1 D:\\恢复
macOS、Linux：打开终端，运行
    sh restore.sh /home/me/恢复
都恢复最新的快照；要恢复另一个，在后面写快照名，例如 20261125T101500。
装有 archivist 时：archivist restore latest D:\\恢复 --from 本文件夹

二、里面有什么
--------------
0=archivist_backup_1.0   说明这是什么、属于哪个档案库
snapshots/日期T时间/     每个快照一个文件夹：
    manifest-sha256.txt  当时的全部文件：SHA-256、两个空格、在档案库中的路径
    times.tsv            大小、修改时间（纳秒）、SHA-256、路径，以制表符分隔
    snapshot.json        何时由谁备份、文件数、未能备份的文件及原因、空文件夹
objects/ab/ab12…         文件内容，以其 SHA-256 命名；相同内容只存一份
lock                     备份进行时用来防止两台电脑同时写

三、手工恢复一个文件
--------------------
用文本编辑器打开 snapshots 中某一快照的 manifest-sha256.txt，查找文件名；该行开头的 64 位
十六进制数就是它在 objects 中的名字，前两位是所在文件夹。复制出来，改回原名即可。
以 \\ 开头的行，路径中的 \\\\、\\n、\\r 分别表示反斜杠、换行、回车。

请勿修改、移动或删除这里的文件。


1. To restore
-------------
Windows: open PowerShell in this folder and run
    powershell -ExecutionPolicy Bypass -File restore.ps1 D:\\restored
macOS, Linux: open a terminal and run
    sh restore.sh /home/me/restored
Both restore the latest snapshot; for another one, add its name, such as 20261125T101500.
With archivist: archivist restore latest D:\\restored --from THIS_FOLDER

2. What lies here
-----------------
0=archivist_backup_1.0   what this is, and of which archive
snapshots/DATETTIME/     a folder for each snapshot:
    manifest-sha256.txt  all files of that time: SHA-256, two spaces, path in the archive
    times.tsv            size, time of change (nanoseconds), SHA-256, path, with tabs between
    snapshot.json        when, by whom, how many files, which could not be backed up and why,
                         empty folders
objects/ab/ab12...       the content of files, named by its SHA-256; the same content is there once
lock                     keeps two computers from writing at once

3. To restore one file by hand
------------------------------
Open manifest-sha256.txt of a snapshot in a text editor and find the name of the file. The 64
hexadecimal digits at the beginning of the line are its name in objects, the first two its folder.
Copy it from there and give it its name again. In a line that begins with \\, the signs \\\\, \\n
and \\r in the path stand for a backslash, a line feed and a carriage return.

Do not change, move or delete anything here.
"""


def readme() -> bytes:
    """Return the text as every editor of Windows opens it."""
    return codecs.BOM_UTF8 + _TEXT.replace("\n", "\r\n").encode()
