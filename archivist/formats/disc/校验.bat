@echo off
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0verify.ps1"
set code=%errorlevel%
pause
exit /b %code%
