using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A process around the entrance whose run is played: three seconds of it, then a given result.</summary>
internal sealed class PlayedRun
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public RunResult Result { get; init; } = PrintedRuns.Passed();

    /// <summary>What happens instead of a run.</summary>
    public Func<Exception>? Throws { get; init; }

    /// <summary>Called after each second.</summary>
    public Action<PlayedRun>? EachSecond { get; init; }

    public bool IsTerminal { get; init; }

    public OptionSources Sources { get; init; } = new();

    public bool HasKeys { get; init; }

    /// <summary>Whether keys would still be told of.</summary>
    public bool ListensToKeys { get; private set; }

    public LoadTest Test { get; init; } = new() { Users = [typeof(First), typeof(Second)] };

    public RunOptions? Options { get; private set; }

    public CancellationToken Token { get; private set; }

    public StopSignals? Signals { get; private set; }

    public List<int> Exits { get; } = [];

    public TextWriter? Redirected { get; private set; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Calls the entrance; without a run folder, unless the arguments name one.</summary>
    public Task<int> Run(params string[] args) => Entrance.Run(
        Test,
        args.Contains("--results") ? args : [.. args, "--no-results"],
        new EntranceContext
        {
            Out = _out,
            Error = _error,
            IsTerminal = IsTerminal,
            Size = () => (100, 30),
            RegisterSignals = signals => Signals = signals,
            RedirectOut = writer => Redirected = writer,
            Exit = Exits.Add,
            Sources = Sources,
            Keys = HasKeys ? _ => new Listening(this) : null,
            Run = Play,
        });

    private async Task<RunResult> Play(LoadTest test, RunOptions options, CancellationToken cancellationToken)
    {
        (Options, Token) = (options, cancellationToken);
        if (Throws is not null)
        {
            throw Throws();
        }

        var control = new RunControlStub();
        foreach (var observer in options.Observers)
        {
            await observer.Started(PrintedRuns.Start, CancellationToken.None);
        }

        for (var second = 0; second < 4; second++)
        {
            foreach (var observer in options.Observers)
            {
                var requests = new Dictionary<Metrics.RequestKey, Metrics.RequestStats> { [PrintedRuns.Create] = PrintedRuns.Stats(100, 12_300, 201) };
                await observer.Interval(PrintedRuns.Interval(second, requests, running: 50 * (second + 1) / 2), control, CancellationToken.None);
            }

            EachSecond?.Invoke(this);
        }

        foreach (var observer in options.Observers)
        {
            await observer.Ended(Result, CancellationToken.None);
        }

        return Result;
    }

    private sealed class Listening : IDisposable
    {
        private readonly PlayedRun _run;

        public Listening(PlayedRun run) => (_run, run.ListensToKeys) = (run, true);

        public void Dispose() => _run.ListensToKeys = false;
    }

    private sealed class First : User;

    private sealed class Second : User;
}
