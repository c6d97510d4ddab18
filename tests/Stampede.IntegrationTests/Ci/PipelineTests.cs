using System.Text.RegularExpressions;
using Stampede.Tests;
using YamlDotNet.RepresentationModel;

namespace Stampede.IntegrationTests;

/// <summary>
/// The pipelines of docs/ci.md do what the page says: their scripts are run here, with shorter runs, against the sample service. With an injected delay they are red and say why; without they
/// are green.
/// </summary>
[Collection(Measuring.Name)]
public sealed partial class PipelineTests : IDisposable
{
    private const string Slower = "--latency 280ms"; // 40 % more than the pipelines start the system with

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_injected_delay_turns_the_documented_pipelines_red_and_without_it_they_are_green()
    {
        await using var forge = await FakeForge.Start();

        var ((same, sameRuns), (slower, slowerRuns)) = await Measured(forge);
        Assert.False(same.HasFailed, $"{same}");
        Assert.Contains("PASSED", same.Summary);

        Assert.Equal(0, slower["Run"].ExitCode);
        Assert.True(slower["Gate"].ExitCode == 6, $"{slower}");
        Assert.Contains("REGRESSED", slower.Summary);
        Assert.Contains("::error title=", slower["Gate"].Output);
        Assert.Contains(forge.Issues, i => i.IsOpen && i.Title.StartsWith("🚨 Critical Performance Regression Detected (1 metric): median deployments +", StringComparison.Ordinal));
        Assert.DoesNotContain(FakeForge.Token, $"{slower}{slower.Summary}");

        var upload = slower["Upload runs and reports"].With;
        Assert.All(upload["path"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), path => Assert.NotEmpty(Directory.GetFileSystemEntries(path)));

        // The runs are made; the scripts of the others are run with them.
        Assert.False((await GitLab("gitlab-same", sameRuns, "--latency 200ms", forge)).HasFailed);
        Assert.Equal(6, (await GitLab("gitlab-slower", slowerRuns, Slower, forge)).Steps.Single().ExitCode);
        Assert.False((await Azure("azure-same", sameRuns, "--latency 200ms", forge)).HasFailed);
        Assert.Equal(6, (await Azure("azure-slower", slowerRuns, Slower, forge))["Gate"].ExitCode);
    }

    [Fact]
    public void No_step_of_a_pipeline_passes_over_a_failure()
    {
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "ci")),
            .. Directory.GetFiles(Path.Combine(Repository.Root, ".github"), "*.yml", SearchOption.AllDirectories),
        ];
        Assert.True(files.Length >= 6);
        Assert.All(files, file => Assert.DoesNotMatch(PassesOver(), File.ReadAllText(file)));
        foreach (var evil in (string[])["x || true", "x || :", "x || echo no", "x||true", "continue-on-error: true", "allow_failure: true", "continueOnError: true", "x; exit 0", "set +e", "x || exit 0"])
        {
            Assert.Matches(PassesOver(), evil);
        }
    }

    [Fact]
    public void The_page_shows_the_files_as_they_are()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ci.md"));
        var shown = Fences().Matches(page).Select(m => m.Groups[2].Value.Replace($"\n{m.Groups[1].Value}", "\n", StringComparison.Ordinal)).ToArray();
        Assert.All(Directory.GetFiles(Path.Combine(Repository.Root, "docs", "ci")), file =>
            Assert.Contains(shown, text => text.Trim() == File.ReadAllText(file).Trim()));
    }

    [Fact]
    public void They_run_every_night_at_two_and_on_demand()
    {
        var github = Yaml.Read(Ci("github.yml"));
        Assert.Equal("0 2 * * *", github.Find("on").Find("schedule").Items().Single().Find("cron").Text());
        Assert.NotNull(github.Find("on").Find("workflow_dispatch"));
        Assert.Equal("0 2 * * *", Yaml.Read(Ci("azure-pipelines.yml")).Find("schedules").Items().Single().Find("cron").Text());
        Assert.Contains("\"0 2 * * *\"", File.ReadAllText(Ci("gitlab-ci.yml")));
    }

    public void Dispose() => _folder.Dispose();

    private string Baseline => Path.Combine(_folder.Path, "performance-baselines.json");

    private static string Ci(string name) => Path.Combine(Repository.Root, "docs", "ci", name);

    private string History => Path.Combine(_folder.Path, "history");

    private string Results(string name) => Path.Combine(_folder.Path, name, "performance");

    // What a test sets: short runs, a free port, the tool as it was built, files in its own folder.
    private Dictionary<string, string> Environment(string name, FakeForge forge, string? recorded = null)
    {
        var bin = Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName;
        var built = Path.Combine(Repository.Root, "src", "Stampede.Tool", "bin", Repository.Configuration, "net10.0", "Stampede.Tool.dll");
        Script(Path.Combine(bin, "stampede"), $$"""
            if [ "$1" = run ] && [ -n "$RECORDED" ]; then
              while [ $# -gt 0 ]; do
                if [ "$1" = --results ]; then mkdir -p "$2"; cp -r "$RECORDED"/. "$2"; exit; fi
                shift
              done
            fi
            exec "{{Builds.Real}}" "{{built}}" "$@"
            """);

        // The system is built once: each pipeline would do so again.
        Script(Path.Combine(bin, "dotnet"), $"exec \"{Builds.Dotnet}\" \"$@\"");
        return new Dictionary<string, string>
        {
            ["PATH"] = $"{bin}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["SYSTEM_URL"] = $"http://127.0.0.1:{LoopbackPort.Free()}",
            ["LOAD"] = "-u 40 -r 40 -t 3s --replace-thresholds --threshold success_rate>=90%",
            ["RESULTS"] = Results(name),
            ["BASELINE"] = Baseline,
            ["HISTORY"] = History,
            ["RECORDED"] = recorded is null ? "" : Results(recorded),
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["GITHUB_API_URL"] = $"{forge.Api}",
        };
    }

    // Exit code 4 says "not measured, run it again", and on a machine that stands still for seconds that is so: it is done as it says, a few times. Where that does not help the baseline is what
    // was disturbed.
    private async Task<((JobResult Job, string Runs) Same, (JobResult Job, string Runs) Slower)> Measured(FakeForge forge)
    {
        for (var round = 1; ; round++)
        {
            var first = await GitHub($"first{round}", forge, new() { ["save_first"] = "true" });
            Assert.False(first.HasFailed, $"{first}");
            Assert.True(File.Exists(Baseline));

            var same = await Measured($"same{round}", forge, []);
            Assert.Empty(forge.Issues);
            var isLast = round == 3;
            if (isLast || same.Job["Gate"].ExitCode != 4)
            {
                var slower = await Measured($"slower{round}", forge, new() { ["system_options"] = Slower });
                if (isLast || slower.Job["Gate"].ExitCode != 4)
                {
                    return (same, slower);
                }
            }

            File.Delete(Baseline);
            if (Directory.Exists(History))
            {
                Directory.Delete(History, recursive: true);
            }
        }
    }

    private async Task<(JobResult Job, string Runs)> Measured(string name, FakeForge forge, Dictionary<string, string> inputs)
    {
        for (var attempt = 1; ; attempt++)
        {
            var runs = $"{name}-{attempt}";
            var job = await GitHub(runs, forge, inputs);
            if (attempt == 2 || job["Gate"].ExitCode != 4)
            {
                return (job, runs);
            }
        }
    }

    private async Task<JobResult> GitHub(string name, FakeForge forge, Dictionary<string, string> inputs)
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder.Path, $"{name}-job")).FullName;
        using var job = new GitHubJob(own, Environment(name, forge), new Dictionary<string, string> { ["token"] = FakeForge.Token, ["run_id"] = name });
        return await job.Run(Ci("github.yml"), inputs);
    }

    // All lines of before_script and script are one script, as GitLab's runner makes them.
    private async Task<JobResult> GitLab(string name, string recorded, string options, FakeForge forge)
    {
        var pipeline = Yaml.Read(Ci("gitlab-ci.yml")).Find("performance");
        var own = Directory.CreateDirectory(Path.Combine(_folder.Path, $"{name}-job")).FullName;
        using var job = new Job(own, new Dictionary<string, string>(Environment(name, forge, recorded)) { ["SYSTEM_OPTIONS"] = options, ["GITHUB_TOKEN"] = FakeForge.Token });
        var script = string.Join('\n', pipeline.Find("before_script").Items().Concat(pipeline.Find("script").Items()).Select(l => l.Text()));
        await job.Run("script", script, "-eo pipefail", pipeline.Find("variables").Texts());
        return new JobResult([.. job.Steps], "");
    }

    private async Task<JobResult> Azure(string name, string recorded, string options, FakeForge forge)
    {
        var pipeline = Yaml.Read(Ci("azure-pipelines.yml"));
        var own = Directory.CreateDirectory(Path.Combine(_folder.Path, $"{name}-job")).FullName;
        var environment = new Dictionary<string, string>(Environment(name, forge, recorded)) { ["SYSTEM_OPTIONS"] = options };
        var macros = new Dictionary<string, string>(environment) { ["GitHubToken"] = FakeForge.Token, ["Build.Repository.Name"] = "acme/shop" };
        using var job = new Job(own, environment);
        foreach (var step in pipeline.Find("steps").Items().Where(s => s.Find("bash") is not null))
        {
            Assert.True(!job.HasFailed || step.Find("condition").Text() is "always()" or "succeededOrFailed()");
            var variables = step.Find("env").Texts().Select(v => KeyValuePair.Create(v.Key, Macro().Replace(v.Value, m => macros[m.Groups[1].Value])));
            await job.Run(step.Find("displayName").Text()!, Macro().Replace(step.Find("bash").Text()!, m => macros.GetValueOrDefault(m.Groups[1].Value, m.Value)), "", [.. pipeline.Find("variables").Texts(), .. variables]);
        }

        return new JobResult([.. job.Steps], "");
    }

    private static void Script(string path, string lines)
    {
        File.WriteAllText(path, $"#!/bin/bash\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex(@"\|\|\s*(true|:|echo|exit 0)|continue-on-error|continueOnError|allow_failure|exit 0|set \+e", RegexOptions.IgnoreCase)]
    private static partial Regex PassesOver();

    [GeneratedRegex(@"^( *)```yaml\n(.*?)\n *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\$\(([A-Za-z.]+)\)")]
    private static partial Regex Macro();
}
