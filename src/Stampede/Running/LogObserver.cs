using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Logs the run: its start and end, each kind of failure and error when it is first seen, and the notes.</summary>
internal sealed class LogObserver(RunLog log) : IRunObserver
{
    private readonly HashSet<FailureKey> _failures = [];
    private readonly HashSet<(string, string, string, string)> _errors = [];
    private int _peak;
    private bool _spawned;

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        var plan = start.Plan;
        _peak = plan.Load.Users;
        _spawned = plan.Load.Parts.Any(p => p.IsOpen); // how many users arrivals take is nobody's plan
        log.Write(LogLevel.Info, $"Running {plan.Name}{(plan.Host is null ? "" : $" against {plan.Host}")}: {plan.Load.Description}; seed {plan.Seed}");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (!_spawned && interval.Classes.Sum(c => c.Running) >= _peak)
        {
            _spawned = true;
            log.Write(LogLevel.Info, $"All {Figures.Plural(_peak, "user")} spawned: "
                + string.Join(", ", interval.Classes.Select(c => $"{c.Name} {Figures.Count(c.Running)}")));
        }

        foreach (var failure in interval.Failures.Where(f => _failures.Add(f.Key)))
        {
            log.Write(LogLevel.Warning, LineText.OneLine($"{failure.Key.Request}: {failure.Key.Text} ({failure.Key.Kind})"));
        }

        foreach (var error in interval.UserErrors.Where(e => _errors.Add((e.Class, e.Where, e.Type, e.Message))))
        {
            log.Write(LogLevel.Error, LineText.OneLine($"{error.Class}.{error.Where} threw {error.Type}: {error.Message}"));
            if (error.StackTrace.Length > 0)
            {
                log.Write(LogLevel.Debug, error.StackTrace);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        foreach (var note in result.Notes)
        {
            log.Write(Level(note.Severity), $"{note.Id}: {note.Text}");
        }

        log.Write(LogLevel.Info, $"The run ended after {Figures.Span(result.Duration)}: {SummaryText.Ending(result, "it was killed")}");
        return ValueTask.CompletedTask;
    }

    private static LogLevel Level(NoteSeverity severity) => severity switch
    {
        NoteSeverity.Invalid => LogLevel.Error,
        NoteSeverity.Warning => LogLevel.Warning,
        _ => LogLevel.Info,
    };
}
