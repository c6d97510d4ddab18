using System.Diagnostics;

namespace Stampede.Engine;

/// <summary>
/// Starts a program under a small shell that ends it when standard input ends. That is how it cannot outlive us: the pipe also closes when
/// this process is killed. Where there is setsid the program leaves the terminal's process group, so Ctrl-C does not reach it.
/// </summary>
internal static class ServiceGuard
{
    // Standard input is kept as 3, because a shell gives programs in the background an empty one. The watcher reads it to its end, asks the
    // program to stop, and kills it 5 s later; where there is setsid, its whole group.
    private const string Script = """
        exec 3<&0
        trap '' INT QUIT
        if command -v setsid >/dev/null 2>&1; then setsid "$@" <&3 3<&- & group=-; else "$@" <&3 3<&- & group=; fi
        child=$!
        (
          while read -r _; do :; done
          kill -TERM $group$child 2>/dev/null
          for _ in 1 2 3 4 5; do sleep 1; kill -0 $child 2>/dev/null || exit 0; done
          kill -KILL $group$child 2>/dev/null
        ) <&3 >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        wait $child
        code=$?
        kill $watcher 2>/dev/null
        exit $code
        """;

    public static ProcessStartInfo Wrap(ServiceLaunch launch)
    {
        var info = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(launch.FileName, launch.Arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", launch.FileName, .. launch.Arguments]);
        foreach (var (name, value) in launch.Environment)
        {
            info.Environment[name] = value;
        }

        info.WorkingDirectory = launch.WorkingDirectory;
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.UseShellExecute = false;
        return info;
    }
}
