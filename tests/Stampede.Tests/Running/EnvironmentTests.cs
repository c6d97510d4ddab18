using System.Diagnostics;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class EnvironmentTests : IDisposable
{
    private const string Hash = "0123456789abcdef0123456789abcdef01234567";

    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void The_environment_is_filled_in_and_its_command_line_masked()
    {
        var environment = EnvironmentReader.Read("epoll", 3, 1024, ["--token", "x", "--tenant", "y"], ["tenant"]);

        Assert.Equal(("epoll", 3, 1024L), (environment.Transport, environment.Loops, environment.OpenFilesLimit));
        Assert.Equal(["--token", "***", "--tenant", "***"], environment.CommandLine);
        Assert.Equal(Environment.ProcessorCount, environment.Cores);
        Assert.True(environment.Memory > 1 << 20);
        Assert.True(environment.Optimized); // tests and library are built with Optimize
        Assert.Matches(@"^\d+\.\d+\.\d+", environment.Version);
        Assert.DoesNotContain("+", environment.Version);
        Assert.StartsWith("10.", environment.Runtime);
        Assert.StartsWith("workstation", environment.GarbageCollector);
        Assert.NotEmpty(environment.Machine);
        Assert.NotEmpty(environment.System);
    }

    [Fact]
    public void The_program_is_named_without_its_folder()
    {
        var commandLine = EnvironmentReader.Read("epoll", 1, 1024).CommandLine;

        Assert.StartsWith("Stampede.Tests", commandLine[0]);
        Assert.Equal(Environment.GetCommandLineArgs().Length, commandLine.Count);
    }

    [Theory]
    [InlineData("processor\t: 0\nmodel name\t: Some CPU @ 2.00GHz\n", "Some CPU @ 2.00GHz")]
    [InlineData("processor\t: 0\nBogoMIPS\t: 50\n", null)]
    [InlineData("model name\t: \n", null)]
    public void The_processor_is_named_where_the_system_names_it(string text, string? expected)
        => Assert.Equal(expected, EnvironmentReader.ProcessorOf(text.Split('\n')));

    [Fact]
    public void The_commit_is_read_from_the_files_of_the_repository()
    {
        Directory.CreateDirectory(_root.File("repo/.git/refs/heads"));
        Directory.CreateDirectory(_root.File("repo/a/b"));
        File.WriteAllText(_root.File("repo/.git/HEAD"), Hash + "\n");
        Assert.Equal(Hash, Repository.Commit(_root.File("repo/a/b")));

        File.WriteAllText(_root.File("repo/.git/HEAD"), "ref: refs/heads/main\n");
        Assert.Null(Repository.Commit(_root.File("repo"))); // no commit yet

        File.WriteAllText(_root.File("repo/.git/packed-refs"), $"# pack-refs\n{new string('a', 40)} refs/heads/not-main\n{Hash} refs/heads/main\n");
        Assert.Equal(Hash, Repository.Commit(_root.File("repo")));

        File.WriteAllText(_root.File("repo/.git/refs/heads/main"), new string('b', 40) + "\n");
        Assert.Equal(new string('b', 40), Repository.Commit(_root.File("repo")));
    }

    [Fact]
    public void A_worktree_finds_its_commit_in_the_main_repository()
    {
        Directory.CreateDirectory(_root.File("main/.git/worktrees/w"));
        Directory.CreateDirectory(_root.File("main/.git/refs/heads"));
        Directory.CreateDirectory(_root.File("w"));
        File.WriteAllText(_root.File("w/.git"), "gitdir: " + _root.File("main/.git/worktrees/w") + "\n");
        File.WriteAllText(_root.File("main/.git/worktrees/w/HEAD"), "ref: refs/heads/x\n");
        File.WriteAllText(_root.File("main/.git/worktrees/w/commondir"), "../..\n");
        File.WriteAllText(_root.File("main/.git/refs/heads/x"), Hash + "\n");

        Assert.Equal(Hash, Repository.Commit(_root.File("w")));
    }

    [Fact]
    public void Changes_to_tracked_files_make_it_dirty()
    {
        Git("init", "-q");
        File.WriteAllText(_root.File("a"), "1");
        Git("add", "a");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a");
        var commit = Repository.Commit(_root.Path);
        Assert.Matches("^[0-9a-f]{40}$", commit);

        File.WriteAllText(_root.File("untracked"), "1");
        Assert.Equal(commit, Repository.Commit(_root.Path));

        File.WriteAllText(_root.File("a"), "22");
        Assert.Equal(commit + "-dirty", Repository.Commit(_root.Path));
    }

    [Fact]
    public void Without_a_repository_there_is_no_commit() => Assert.Null(Repository.Commit(_root.Path));

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _root.Path })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
