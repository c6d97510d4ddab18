namespace Stampede.IntegrationTests;

/// <summary>./test is run on small projects of their own: what it says about them is what it would say about ours.</summary>
public sealed class TestScriptTests : IDisposable
{
    private const string Passing = "public sealed class Tests { [Fact] public void Passes() { } [Fact] public void Passes_too() { } }";
    private const string Failing = "public sealed class Tests { [Fact] public void Passes() { } [Fact] public void Fails() => Assert.Fail(\"no\"); }";
    private const string Empty = "public sealed class Tests { public void Not_a_test() { } }";
    private const string Skipping = "public sealed class Tests { [Fact(Skip = \"later\")] public void Skipped() { } [Fact] public void Passes() { } }";
    private const string Crashing = """
        public sealed class Tests { [Fact] public void Passes() { } [Fact] public void Crashes() => System.Environment.Exit(0); }
        """;

    // Inside the repository, for its build settings; artifacts/ is ignored by git.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(
        Path.Combine(Repository.Root, "artifacts", "test-script-" + Path.GetRandomFileName()));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_sum_over_all_projects_is_the_last_line()
    {
        Add("First", Passing);
        Add("Second", Skipping);

        var (exitCode, lines) = await RunScript();

        Assert.Equal("3 passed, 0 failed, 1 skipped", lines[^1]);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_project_that_ran_no_test_fails_it_and_so_do_a_failed_test_and_a_crash()
    {
        Add("Crashing", Crashing);
        Add("Failing", Failing);
        Add("Nothing", Empty);
        Add("Passing", Passing);

        var (exitCode, lines) = await RunScript();

        Assert.Contains("FAILED: Nothing ran no test", lines);
        Assert.Contains("FAILED: Crashing ran no test", lines);
        Assert.Equal("3 passed, 3 failed, 0 skipped", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task What_does_not_build_fails_it()
    {
        Add("First", "nonsense");

        var (exitCode, lines) = await RunScript();

        Assert.Equal("0 passed, 1 failed, 0 skipped", lines[^1]);
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task A_folder_without_projects_fails_it()
    {
        var (exitCode, lines) = await RunScript();

        Assert.Equal("0 passed, 1 failed, 0 skipped", lines[^1]);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void Continuous_integration_runs_it_and_nothing_else()
    {
        var commands = File.ReadLines(Path.Combine(Repository.Root, ".ci", "run"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'));

        Assert.Equal("cd \"$(dirname \"$0\")/..\" && exec ./test", Assert.Single(commands));
    }

    private void Add(string name, string code)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), """
            <Project>
              <Import Project="../../tests/Directory.Build.props" />
            </Project>
            """);
        var project = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(project, name + ".csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""");
        File.WriteAllText(Path.Combine(project, "Tests.cs"), code);
    }

    private async Task<(int ExitCode, string[] Lines)> RunScript()
    {
        var script = await Command.Run(Path.Combine(Repository.Root, "test"), ["--projects", _folder.FullName]);
        return (script.ExitCode, [.. script.Errors.Split('\n'), .. script.Output.TrimEnd('\n').Split('\n')]);
    }
}
