using System.Diagnostics;
using System.Text.RegularExpressions;
using Stampede.Baselines.Internal;

namespace Stampede.Engine;

/// <summary>The commits of a range, as <c>git log --oneline</c> of a repository lists them. It only reads.</summary>
/// <param name="folder">A folder of the repository.</param>
internal sealed partial class GitLog(string folder)
{
    /// <summary>So many commits are listed at most.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string, string), IReadOnlyList<string>> _known = [];

    /// <summary>That of the working directory's repository.</summary>
    public static GitLog OfWorkingDirectory { get; } = new(Directory.GetCurrentDirectory());

    /// <summary>The commits after one up to another, the latest first, one more than <see cref="Most"/> where there are more; empty where they are not in the repository.</summary>
    /// <param name="after">A commit; the mark of changes that are in none is passed over.</param>
    /// <param name="upTo">A later one.</param>
    public IReadOnlyList<string> Between(string? after, string? upTo)
    {
        if (after is null || upTo is null)
        {
            return [];
        }

        var range = (CommitText.Clean(after), CommitText.Clean(upTo));
        if (range.Item1 == range.Item2 || !Hash().IsMatch(range.Item1) || !Hash().IsMatch(range.Item2))
        {
            return [];
        }

        if (!_known.TryGetValue(range, out var commits))
        {
            _known.Add(range, commits = Read($"{range.Item1}..{range.Item2}"));
        }

        return commits;
    }

    private IReadOnlyList<string> Read(string range)
    {
        var start = new ProcessStartInfo("git", ["--no-pager", "log", "--oneline", "--no-decorate", "--no-color", $"--max-count={Most + 1}", range, "--"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEndAsync();
            _ = git.StandardError.ReadToEndAsync();
            if (!git.WaitForExit(Patience) || !output.Wait(Patience))
            {
                git.Kill(entireProcessTree: true);
                return [];
            }

            return git.ExitCode == 0 ? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return []; // no git
        }
    }

    [GeneratedRegex(@"\A[0-9a-fA-F]{4,64}\z")]
    private static partial Regex Hash();
}
