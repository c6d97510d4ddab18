using System.Diagnostics;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class GitLogTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void The_commits_of_a_range_are_listed_the_latest_first()
    {
        var commits = Commits(4);
        var log = new GitLog(_root.Path);

        Assert.Equal(["Change 3", "Change 2"], log.Between(commits[1], commits[3] + "-dirty").Select(Subject));
        Assert.Equal(["Change 1"], log.Between(commits[0] + "-dirty", commits[1]).Select(Subject));
        Assert.Empty(log.Between(commits[2], commits[2] + "-dirty"));
        Assert.Empty(log.Between(commits[3], commits[1]));
    }

    [Fact]
    public void Many_commits_are_cut_off()
    {
        var commits = Commits(GitLog.Most + 5);

        Assert.Equal(GitLog.Most + 1, new GitLog(_root.Path).Between(commits[0], commits[^1]).Count);
    }

    [Fact]
    public void What_is_no_commit_here_or_no_commit_at_all_gives_none()
    {
        var commits = Commits(2);
        var log = new GitLog(_root.Path);

        Assert.Empty(log.Between(new string('0', 40), commits[1]));
        Assert.Empty(log.Between("--output=x", commits[1]));
        Assert.Empty(log.Between(commits[0], "HEAD"));
        Assert.Empty(log.Between(null, commits[1]));
        Assert.Empty(new GitLog(Path.GetTempPath()).Between(commits[0], commits[1]));
        Assert.False(File.Exists(_root.File("x")));
    }

    public void Dispose() => _root.Dispose();

    private static string Subject(string line) => line[(line.IndexOf(' ') + 1)..];

    private string[] Commits(int count)
    {
        Git("init", "-q");
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            Git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", $"Change {i}");
            return Git("rev-parse", "HEAD").Trim();
        })];
    }

    private string Git(params string[] args)
    {
        using var git = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = _root.Path, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
