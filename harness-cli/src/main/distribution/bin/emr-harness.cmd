@echo off
rem Starts EMR Harness. Needs Java 17 to 23: that of JAVA_HOME, or the one on the PATH.
rem EMR_HARNESS_JAVA_OPTS: options for that JVM, such as -Xmx4g.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f tokens^=2^ delims^=^" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "VERSION=%%v"
if not defined VERSION (
  echo emr-harness: There is no Java at "%JAVA%". Install Java 17 to 23, or set JAVA_HOME to the directory of one. 1>&2
  exit /b 1
)
for /f "delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 goto wrong_java
if %MAJOR% GTR 23 goto wrong_java

"%JAVA%" -XX:+EnableDynamicAgentLoading -Dorg.slf4j.simpleLogger.defaultLogLevel=warn %EMR_HARNESS_JAVA_OPTS% -jar "%HOME_DIR%\lib\emr-harness.jar" %*
exit /b %ERRORLEVEL%

:wrong_java
echo emr-harness: Java 17 to 23 is needed, but "%JAVA%" is Java %VERSION%. Set JAVA_HOME to the directory of another. 1>&2
exit /b 1
