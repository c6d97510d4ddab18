using System.Diagnostics;

namespace Stampede.Engine;

/// <summary>Reads the commit of a git repository from its files. Only whether there are changes is asked of git itself.</summary>
internal static class Repository
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The commit that a directory's repository is at, <c>-dirty</c> appended where tracked files have changed; null where there is no
    /// repository or no commit. Where git is missing or takes over 2 s, changes are not looked for.
    /// </summary>
    public static string? Commit(string directory)
    {
        try
        {
            var commit = GitFolder(directory) is { } git ? Head(git) : null;
            return commit is null ? null : commit + (HasChanges(directory) ? "-dirty" : "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // .git is a folder, or in a worktree and a submodule a file that names it.
    private static string? GitFolder(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git))
            {
                return git;
            }

            if (File.Exists(git))
            {
                var text = File.ReadAllText(git).Trim();
                return text.StartsWith("gitdir:", StringComparison.Ordinal) ? Path.Combine(at.FullName, text[7..].Trim()) : null;
            }
        }

        return null;
    }

    private static string? Head(string git)
    {
        var head = File.ReadAllText(Path.Combine(git, "HEAD")).Trim();
        if (!head.StartsWith("ref:", StringComparison.Ordinal))
        {
            return IfHash(head);
        }

        var name = head[4..].Trim();
        var common = Path.Combine(git, "commondir");
        var shared = File.Exists(common) ? Path.Combine(git, File.ReadAllText(common).Trim()) : git;
        foreach (var folder in new[] { git, shared })
        {
            var file = Path.Combine(folder, name);
            if (File.Exists(file))
            {
                return IfHash(File.ReadAllText(file).Trim());
            }
        }

        var packed = Path.Combine(shared, "packed-refs");
        return File.Exists(packed)
            ? File.ReadLines(packed).Where(l => l.EndsWith(" " + name, StringComparison.Ordinal)).Select(l => IfHash(l.Split(' ')[0])).FirstOrDefault()
            : null;
    }

    private static string? IfHash(string text) => text.Length >= 40 && text.All(char.IsAsciiHexDigit) ? text : null;

    private static bool HasChanges(string directory)
    {
        var start = new ProcessStartInfo("git", ["status", "--porcelain", "--untracked-files=no"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0"; // must not get in the way of a git that somebody else runs
        try
        {
            using var git = Process.Start(start);
            if (git is null)
            {
                return false;
            }

            var output = git.StandardOutput.ReadToEndAsync();
            _ = git.StandardError.ReadToEndAsync();
            if (!git.WaitForExit(Patience) || !output.Wait(Patience))
            {
                git.Kill(entireProcessTree: true);
                return false;
            }

            return git.ExitCode == 0 && output.Result.Length > 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false; // no git
        }
    }
}
