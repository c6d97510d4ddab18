using System.CommandLine;
using System.Globalization;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary><c>stampede suite nightly.yaml</c>: runs several load tests in order, and reports on all of them (docs/reference/suites.md).</summary>
internal static class SuiteCommand
{
    private const string SuitesFolder = "suites";

    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(20);

    public static Command Make(EntranceContext context, Func<bool, ISuiteHost>? host = null)
    {
        var file = new Argument<string>("suite.yaml") { Description = "The suite file." };
        var only = new Option<string[]>("--only") { Description = "Run only the tests of these names.", HelpName = "names", AllowMultipleArgumentsPerToken = true };
        var list = new Option<bool>("--list", "-l") { Description = "List the tests, and end." };
        var resume = new Option<string?>("--resume")
        {
            Description = "Go on with a suite that was cut off: what is finished is not run again. Default: the latest of its name.",
            HelpName = "folder",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var scale = new Option<string?>("--scale-to") { Description = "Make each test take so long, its ramps and stages in proportion.", HelpName = "time" };
        var quick = new Option<bool>("--quick") { Description = "The same as --scale-to 20s." };
        var built = new Option<bool>("--no-build") { Description = "The load tests are built already." };
        var results = new Option<string>("--results")
        {
            Description = "Where the suite's folder is made, in a folder 'suites'.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var command = new Command("suite", "Runs the load tests of a suite file in order, and reports on all of them.") { file, only, list, resume, quick, scale, built, results };
        command.SetAction((parsed, cancellationToken) => Run(
            new Request(
                parsed.GetRequiredValue(file),
                [.. (parsed.GetValue(only) ?? []).SelectMany(o => o.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
                parsed.GetValue(list),
                parsed.GetResult(resume) is { Implicit: false } ? parsed.GetValue(resume) ?? "" : null,
                parsed.GetValue(scale),
                parsed.GetValue(quick),
                parsed.GetValue(results)!),
            context,
            host?.Invoke(parsed.GetValue(built)) ?? new SuiteHost(context.Error, parsed.GetValue(built))));
        return command;
    }

    private static async Task<int> Run(Request request, EntranceContext context, ISuiteHost host)
    {
        if (!File.Exists(request.File))
        {
            return await Refuse(context, [$"There is no suite file '{request.File}'."]);
        }

        var problems = new YamlProblems(request.File);
        var suite = SuiteReader.Read(request.File, problems);
        var options = Options(request, suite, problems, out var wrong);
        if (problems.Any || wrong.Count > 0 || suite is null)
        {
            return await Refuse(context, [.. problems.All, .. wrong]);
        }

        if (request.List)
        {
            foreach (var entry in suite.Entries)
            {
                await context.Out.WriteLineAsync($"{entry.Name}: {string.Join(' ', entry.Arguments.Select(a => a.Name).Prepend(entry.File))}");
            }

            return ExitCode.Passed;
        }

        var (state, folder, refusal) = Begin(request, suite, options, context.Clock);
        if (refusal is not null)
        {
            return await Refuse(context, [refusal]);
        }

        options = options with { ScaleTo = state!.ScaledTo is { } time ? TimeSpanText.Parse(time) : null };
        using var signals = new StopSignals(
            () => context.Error.WriteLine("Stopping the suite; the test that runs is ended and judged. A second Ctrl-C ends at once."), () => context.Exit(ExitCode.Killed));
        context.RegisterSignals(signals);
        var plan = new SuitePlan(suite, options, host);
        foreach (var changed in suite.Entries.Where(e => state.Tests.Any(t => t.Name == e.Name && t.Step == SuiteStep.Finished) && !plan.IsOver(e, state)))
        {
            await context.Out.WriteLineAsync($"'{changed.Name}' has changed since it ran; it is run again.");
        }

        foreach (var gone in state.Tests.Where(t => t.Step == SuiteStep.Finished && suite.Entries.All(e => e.Name != t.Name)))
        {
            await context.Out.WriteLineAsync($"'{gone.Name}' is no longer in the suite file; its run is left out.");
        }

        try
        {
            if (!await plan.Prepare(state, problems, signals.Token))
            {
                return await Refuse(context, problems.All);
            }
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await context.Out.WriteLineAsync("Stopped before the first test.");
            return ExitCode.NoData;
        }

        Directory.CreateDirectory(folder!);
        var result = await new SuiteRun(suite, plan, host, folder!, line => context.Out.WriteLineAsync(LineText.OneLine(line)), context.Clock).Run(state, signals.Token);
        return await Report(result, folder!, context);
    }

    private static async Task<int> Report(SuiteResult result, string folder, EntranceContext context)
    {
        var files = SuiteReports.Write(result, folder);
        var verdict = OutcomeText.Of(result);
        await context.Out.WriteLineAsync($"\n{verdict.Word}  {verdict.Why}");
        foreach (var outcome in result.Outcomes)
        {
            var own = OutcomeText.Of(outcome);
            await context.Out.WriteLineAsync($"  {own.Word,-10} {LineText.OneLine($"{outcome.Entry.Name}: {own.Why}")}");
        }

        foreach (var file in files)
        {
            await context.Out.WriteLineAsync($"Report  {file}");
        }

        return result.ExitCode;
    }

    private static SuiteOptions Options(Request request, Suite? suite, YamlProblems problems, out List<string> wrong)
    {
        wrong = [];
        TimeSpan? scale = request.Quick ? Quick : null;
        if (request.Scale is { } text)
        {
            scale = TimeSpanText.TryParse(text, out var time) && time > TimeSpan.Zero ? time : null;
            if (scale is null)
            {
                wrong.Add($"--scale-to is '{text}'; it must be a time span above zero: {TimeSpanText.Allowed}.");
            }
        }

        foreach (var name in problems.Any || suite is null ? [] : request.Only.Where(o => suite.Entries.All(e => e.Name != o)))
        {
            var nearest = NearestName.Of(name, suite!.Entries.Select(e => e.Name));
            wrong.Add($"There is no test '{name}' in {request.File}{(nearest is null ? "" : $"; did you mean '{nearest}'?")} There are {string.Join(", ", suite.Entries.Select(e => e.Name))}.");
        }

        return new SuiteOptions { Only = request.Only, ScaleTo = scale };
    }

    // The state to go on from and its folder, or a new one.
    private static (SuiteState? State, string? Folder, string? Refusal) Begin(Request request, Suite suite, SuiteOptions options, TimeProvider clock)
    {
        var root = Path.Combine(request.Results, SuitesFolder);
        var scale = options.ScaleTo is { } time ? TimeSpanText.Format(time) : null;
        if (request.Resume is not { } resume)
        {
            var now = clock.GetUtcNow();
            var stem = Path.Combine(root, $"{now.UtcDateTime.ToString("yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture)}-{RunFolder.Sanitised(suite.Name)}");
            var folder = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(f => !Directory.Exists(f));
            return (new SuiteState { Name = suite.Name, File = request.File, Started = now, ScaledTo = scale, Tests = [] }, folder, null);
        }

        var found = resume.Length > 0 ? resume : Latest(root, suite.Name);
        if (found is null)
        {
            return (null, null, $"There is no suite '{suite.Name}' in '{root}' to go on with; leave --resume out to begin one.");
        }

        var state = SuiteState.Read(found);
        if (state.Name != suite.Name)
        {
            return (null, null, $"'{found}' is of the suite '{state.Name}', not of '{suite.Name}'.");
        }

        return scale is not null && scale != state.ScaledTo
            ? (null, null, $"'{found}' was begun {(state.ScaledTo is { } other ? $"with --scale-to {other}" : "at full length")}; go on without --scale-to and --quick, or begin a new one.")
            : (state, found, null);
    }

    private static string? Latest(string root, string name) => !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root)
        .Where(f => File.Exists(Path.Combine(f, SuiteState.FileName)))
        .OrderByDescending(f => Path.GetFileName(f), StringComparer.Ordinal)
        .FirstOrDefault(f => SuiteState.Read(f).Name == name);

    private static async Task<int> Refuse(EntranceContext context, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {problem}");
        }

        return ExitCode.Usage;
    }

    private sealed record Request(string File, string[] Only, bool List, string? Resume, string? Scale, bool Quick, string Results);
}
