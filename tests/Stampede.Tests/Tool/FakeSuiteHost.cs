using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A world for suites in which a load test is a function that writes a run folder, and nothing takes time.</summary>
internal sealed class FakeSuiteHost : ISuiteHost
{
    /// <summary>Everything that was done, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What a load test comes to, by its file's name; default passed. Null makes no run, with the exit code 2.</summary>
    public Dictionary<string, Func<RunResult?>> Results { get; } = [];

    /// <summary>What is wrong with a load test's options, by its file's name.</summary>
    public Dictionary<string, string> Mistakes { get; } = [];

    /// <summary>What health checks say, one after the other; then nothing is wrong.</summary>
    public Queue<string?> Health { get; } = [];

    /// <summary>Services that cannot be started.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Called when a load test runs.</summary>
    public Action<string> Running { get; init; } = static _ => { };

    public Task<string?> Build(string file, CancellationToken cancellationToken)
    {
        Log.Add($"build {Path.GetFileName(file)}");
        return Task.FromResult(File.ReadAllText(file).Contains("wrong", StringComparison.Ordinal) ? null : file);
    }

    public Task<IReadOnlyList<string>> Check(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Mistakes.TryGetValue(Path.GetFileName(program), out var mistake) ? [mistake] : []);

    public async Task<int> Run(string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment)
    {
        var name = Path.GetFileName(program);
        Log.Add($"run {name} {string.Join(' ', args.Where(a => !a.StartsWith("--results") && !a.StartsWith("--no-results")).Concat(environment.Select(v => $"{v.Key}={v.Value}")))}".Trim());
        Running(name);
        if ((Results.TryGetValue(name, out var make) ? make() : PrintedRuns.Passed()) is not { } result)
        {
            return ExitCode.Usage;
        }

        var results = args.Single(a => a.StartsWith("--results=", StringComparison.Ordinal))["--results=".Length..];
        using var writer = new RunFolderWriter(results);
        await writer.Started(PrintedRuns.Start, CancellationToken.None);
        await writer.Interval(PrintedRuns.Interval(0, new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) }), null!, CancellationToken.None);
        await writer.Ended(result, CancellationToken.None);
        return result.ExitCode ?? 0;
    }

    public Task<(Uri Address, IAsyncDisposable Stop)> Start(SuiteService service, CancellationToken cancellationToken)
    {
        Log.Add($"start {service.Name} {string.Join(' ', service.Arguments.Concat(service.Command))}".Trim());
        return Broken.Contains(service.Name)
            ? throw new LoadTestException([$"The service {service.Name} ended with exit code 1 before it was ready."])
            : Task.FromResult<(Uri, IAsyncDisposable)>((new Uri($"http://127.0.0.1:{5000 + Log.Count}"), new Stopped(() => Log.Add($"stop {service.Name}"))));
    }

    public Task<string?> Ask(HealthCheck check, CancellationToken cancellationToken)
    {
        Log.Add($"ask {check.Url}");
        return Task.FromResult(Health.TryDequeue(out var problem) ? problem : null);
    }

    public Task Wait(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Log.Add($"wait {time.TotalSeconds:0.#} s");
        return Task.CompletedTask;
    }

    private sealed class Stopped(Action stop) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            stop();
            return default;
        }
    }
}
