using System.Reflection;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What <see cref="LoadTestExtensions.Run"/> does: from a command line to an exit code.</summary>
internal static class Entrance
{
    /// <summary>Stampede's version.</summary>
    public static string Version { get; } = typeof(LoadTest).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Runs the load test as the arguments say.</summary>
    public static async Task<int> Run(LoadTest test, IReadOnlyList<string> args, EntranceContext context)
    {
        try
        {
            var classes = UserClassFinder.Types(test, context.EntryAssembly).Select(t => t.Name).ToArray();
            var configuration = Configuration.Read(args, classes, context.Sources, test.Options);
            var (options, problems) = (configuration.Options, configuration.Problems);
            if (options.Help || options.Version)
            {
                await Print(context, options.Help ? HelpText.Lines(FileName(context), configuration.Known.All, Math.Min(context.Size().Width, 120)) : [$"Stampede {Version}"]);
                return ExitCode.Passed;
            }

            foreach (var warning in configuration.Warnings)
            {
                await context.Error.WriteLineAsync($"warning: {warning}");
            }

            if (problems.Count > 0)
            {
                return await Refuse(problems, context, "--help lists the options.");
            }

            if (options.List && classes.Length > 0)
            {
                await Print(context, classes);
                return ExitCode.Passed;
            }

            if (options.List)
            {
                return await Refuse(["The file has no user class: a class that inherits from HttpUser or User, and is not abstract."], context);
            }

            if (options.ShowTaskRatio || options.ShowTaskRatioJson)
            {
                return await ShowTaskRatio(test, options, context);
            }

            return options.RunOnce ? await RunOnce(test, options, context) : await Run(test, configuration, context);
        }
        catch (LoadTestException e)
        {
            return await Refuse(e.Problems, context);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCode.Crashed;
        }
        catch (Exception e)
        {
            await context.Error.WriteLineAsync($"error: Stampede failed. This is a mistake in Stampede, not in the load test:{Environment.NewLine}{e}");
            return ExitCode.Crashed;
        }
    }

    private static async Task<int> ShowTaskRatio(LoadTest test, EntranceOptions options, EntranceContext context)
    {
        var problems = new List<string>();
        var classes = UserClassFinder.Find(test, Change(options, []), context.EntryAssembly, problems);
        if (problems.Count > 0)
        {
            return await Refuse(problems, context);
        }

        var ratios = TaskRatio.Of(classes, options.Users ?? test.Load.PeakUsers);
        await Print(context, options.ShowTaskRatioJson ? [TaskRatioText.Json(ratios)] : TaskRatioText.Lines(ratios));
        return ExitCode.Passed;
    }

    private static async Task<int> RunOnce(LoadTest test, EntranceOptions options, EntranceContext context)
    {
        if (options.Classes.Count > 1)
        {
            return await Refuse([$"--run-once runs one user class, and {options.Classes.Count} are named: {string.Join(", ", options.Classes)}."], context);
        }

        using var signals = new StopSignals(static () => { }, () => context.Exit(ExitCode.Killed));
        context.RegisterSignals(signals);
        var once = new RunOnceOptions
        {
            UserClass = UserClassFinder.Types(test, context.EntryAssembly).FirstOrDefault(t => options.Classes.Count == 0 || t.Name == options.Classes[0]),
            Output = context.Out,
            Details = options.LogLevel == LogLevel.Debug,
        };
        var change = new RunOptions
        {
            Host = options.Host,
            Tags = options.Tags,
            ExcludeTags = options.ExcludeTags,
            OptionValues = options.OptionValues,
            Seed = options.Seed,
            TrustAnyCertificate = options.TrustAnyCertificate,
        };
        try
        {
            return await OneUser.Run(test, once, change, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await context.Out.WriteLineAsync("Stopped before the run began.");
            return ExitCode.NoData;
        }
    }

    private static async Task<int> Run(LoadTest test, Configuration configuration, EntranceContext context)
    {
        var options = configuration.Options;
        await using var outputs = new RunOutputs(options, context, [.. configuration.Known.Custom.Where(c => c.Spec.IsSecret).Select(c => c.Spec.Key)]);
        using var signals = new StopSignals(outputs.Stopping, () =>
        {
            outputs.Abandon();
            context.Exit(ExitCode.Killed);
        });
        context.RegisterSignals(signals);
        await outputs.Open(signals.Token);
        if (configuration.FilesRead.Count > 0)
        {
            outputs.Log.Write(LogLevel.Info, $"Configuration read from {string.Join(", then ", configuration.FilesRead)}");
        }

        if (options is { Host: null, OnlySummary: false } && test is { Host: null, Service: not null })
        {
            await context.Error.WriteLineAsync("Starting the service of the load test …"); // building it takes its time
        }

        RunResult result;
        try
        {
            result = await context.Run(test, Change(options, outputs.Observers), signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await outputs.Text.WriteLineAsync("Stopped before the run began.");
            return ExitCode.NoData;
        }

        await outputs.Finish(result);
        return outputs.Problems.Count > 0 ? ExitCode.Crashed : result.ExitCode ?? ExitCode.Passed;
    }

    private static RunOptions Change(EntranceOptions options, IReadOnlyList<IRunObserver> observers) => new()
    {
        Host = options.Host,
        Users = options.Users,
        SpawnRate = options.SpawnRate,
        RunTime = options.RunTime,
        ScaleTo = options.ScaleTo,
        Thresholds = options.Thresholds,
        Accept = options.Accept,
        ReplaceThresholds = options.ReplaceThresholds,
        Classes = options.Classes,
        Tags = options.Tags,
        ExcludeTags = options.ExcludeTags,
        EqualWeights = options.EqualWeights,
        ClassOptions = options.ClassOptions,
        Iterations = options.Iterations,
        IterationsPerUser = options.IterationsPerUser,
        Requests = options.Requests,
        WarmUp = options.WarmUp,
        CoolDown = options.CoolDown,
        ResetStats = options.ResetStats,
        Insist = options.Insist,
        OptionValues = options.OptionValues,
        Seed = options.Seed,
        StopTimeout = options.StopTimeout,
        StartRetries = options.StartRetries,
        TrustAnyCertificate = options.TrustAnyCertificate,
        Loops = options.Loops,
        ExitCodeOnError = options.ExitCodeOnError,
        Overrides = options.Overrides,
        Observers = observers,
    };

    private static async Task<int> Refuse(IReadOnlyList<string> problems, EntranceContext context, string? hint = null)
    {
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"error: {problem}");
        }

        if (hint is not null)
        {
            await context.Error.WriteLineAsync(hint);
        }

        return ExitCode.Usage;
    }

    private static async Task Print(EntranceContext context, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await context.Out.WriteLineAsync(line);
        }
    }

    private static string FileName(EntranceContext context) => $"{context.EntryAssembly?.GetName().Name ?? "loadtest"}.cs";
}
