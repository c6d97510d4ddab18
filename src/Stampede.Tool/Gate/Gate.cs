using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Compares runs with their baselines, writes reports, brings issues up to date.</summary>
internal sealed class Gate(GateRequest request, EntranceContext context)
{
    /// <summary>Does it all, for each plan that there are runs of.</summary>
    /// <returns>The gravest exit code.</returns>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        var plans = await Plans(cancellationToken);
        if (plans is [var only])
        {
            return await One(only.Request, request.Folder, cancellationToken);
        }

        var codes = new List<(string Plan, int Code)>();
        foreach (var (plan, comparison) in plans)
        {
            codes.Add((plan, await One(comparison, Path.Combine(request.Folder, RunFolder.Sanitised(plan)), cancellationToken)));
        }

        await context.Out.WriteLineAsync($"\n{Figures.Plural(codes.Count, "load test")}:");
        foreach (var (plan, code) in codes)
        {
            await context.Out.WriteLineAsync($"  {LineText.OneLine(plan)}: exit code {code}");
        }

        return ExitCode.Worst(codes.Select(c => c.Code));
    }

    // Run folders of several load tests, as a suite makes them, are each held against the baseline of the load test's name.
    private async Task<IReadOnlyList<(string Plan, ComparisonRequest Request)>> Plans(CancellationToken cancellationToken)
    {
        var all = request.Comparison;
        var runs = new List<(string Plan, string Path)>();
        foreach (var path in RunPaths.Of(all.Runs, all.Results))
        {
            var folder = ((string[])[path, Path.Combine(all.Results, path)]).FirstOrDefault(f => File.Exists(Path.Combine(f, RunFolder.RunFile)));
            runs.Add((folder is null ? "" : (await RunFolderReader.Open(folder, cancellationToken)).Plan.Name, path));
        }

        var groups = runs.GroupBy(r => r.Plan).ToArray();
        return groups.Length < 2 || groups.Any(g => g.Key.Length == 0) || all.BaselineName is not null ? [("", all)]
            : [.. groups.Select(g => (g.Key, all with { Runs = [.. g.Select(r => r.Path)], BaselineName = g.Key }))];
    }

    private async Task<int> One(ComparisonRequest comparison, string folder, CancellationToken cancellationToken)
    {
        if (await Missing(comparison, cancellationToken) is { } file)
        {
            return await WithoutBaseline(comparison, file, cancellationToken);
        }

        var problems = new List<string>();
        if (await ComparisonSource.Compare(comparison, context.Clock.GetUtcNow(), problems, cancellationToken) is not { } compared)
        {
            return await GateCommand.Refuse(problems, context);
        }

        var files = await GateReports.Write(compared, folder, context.Out);
        ComparisonSummary.Write(compared, new SizedOutput(context.Out, context.IsTerminal, context.Size).Console(context.Color), files);
        var codes = new List<int> { compared.ExitCode };
        HistoryReport? history = null;
        if (request.History is { } names && (history = await GateHistory.Read(comparison, names, compared.Plan, folder, context, cancellationToken)) is null)
        {
            codes.Add(ExitCode.Usage);
        }

        if (request.Target is { } target)
        {
            var issues = new IssueContext { Grouping = request.Grouping, Page = IssueOptions.Page(context.Sources.Environment), Commands = Commands(compared) };
            codes.Add(await IssueRun.Do(IssueSubjects.Of(compared, history, issues), target, request.IsDryRun, context, cancellationToken));
        }

        if (request.IsGitHub)
        {
            await ComparisonReports.GitHub(compared, context.Sources.Environment, context.Out);
        }

        return ExitCode.Worst(codes);
    }

    // The file that should hold the baseline; null where there is one.
    private static async Task<string?> Missing(ComparisonRequest comparison, CancellationToken cancellationToken)
    {
        if (comparison.Baseline is not [var file] || !Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!File.Exists(file))
        {
            return Directory.Exists(file) || Directory.Exists(Path.Combine(comparison.Results, file)) ? null : file;
        }

        return ComparisonFile.SchemaOf(file) == BaselineSet.Schema && await BaselineSet.Read(file, cancellationToken) is var set
            && (set.Baselines.Count == 0 || (comparison.BaselineName is { } name && set.Baselines.All(b => b.Name != name))) ? file : null;
    }

    private async Task<int> WithoutBaseline(ComparisonRequest comparison, string file, CancellationToken cancellationToken)
    {
        var runs = RunPaths.Of(comparison.Runs, comparison.Results);
        var name = comparison.BaselineName;
        if (request.SavesFirst)
        {
            return await BaselineSaveCommand.Save(
                runs,
                comparison.Services,
                comparison.Results,
                comparison.Store,
                metrics => new Baseline { Name = name ?? metrics[0].Manifest.Name, Saved = context.Clock.GetUtcNow(), Runs = metrics },
                new BaselineFile(file, output: null, context),
                replaces: false,
                context,
                cancellationToken);
        }

        var words = (string?[])["stampede baseline save", .. runs.Select(ComparisonArguments.Quoted), comparison.Services is { } map ? $"--services {ComparisonArguments.Quoted(map)}" : null,
            name is null ? null : $"--name {ComparisonArguments.Quoted(name)}", file == BaselineSet.FileName ? null : $"--out {ComparisonArguments.Quoted(file)}"];
        var command = string.Join(' ', words.OfType<string>());
        var problem = name is null ? $"There is no baseline: '{file}' is not there, or holds none." : $"There is no baseline '{name}' in '{file}'.";
        await context.Error.WriteLineAsync(LineText.OneLine($"error: {problem} Nothing was compared, which is no pass."));
        await context.Error.WriteLineAsync(LineText.OneLine($"These runs become it by --save-first, or by: {command}"));
        if (request.IsGitHub)
        {
            var markdown = $"## No baseline\n\n{MarkdownText.Text(problem)} Nothing was compared, which is no pass. These runs become it by:\n\n    {LineText.OneLine(command)}\n";
            await new GitHubActions(context.Sources.Environment).Write("gate", [$"{problem} Nothing was compared."], [], markdown, context.Out);
        }

        return ExitCode.NoData;
    }

    private string[] Commands(RunComparison compared)
    {
        var commit = compared.Candidate.Select(r => r.Manifest.Commit).OfType<string>().LastOrDefault()?.Replace("-dirty", "", StringComparison.Ordinal);
        return
        [
            .. commit is not null && commit.All(char.IsAsciiHexDigit) ? (string[])[$"git checkout {commit}"] : [],
            $"stampede run --repeat {Math.Max(compared.Candidate.Count, compared.FewestRuns)} LOADTEST.cs --results results/again   # as the pipeline runs it",
            $"stampede compare {ComparisonArguments.Quoted(request.Comparison.Baseline[0])} results/again{(request.Comparison.Services is { } map ? $" --services {ComparisonArguments.Quoted(map)}" : "")}{(request.Comparison.Margins is { } margins ? $" --margins {ComparisonArguments.Quoted(margins)}" : "")}",
        ];
    }
}
