using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What wrk printed. Times are microseconds.</summary>
internal sealed class WrkFigures
{
    public string? Address { get; set; }

    /// <summary>Answers; null until the line of the sum was read.</summary>
    public long? Requests { get; set; }

    /// <summary>Of the answers, those that are not 2xx or 3xx.</summary>
    public long BadStatuses { get; set; }

    /// <summary>Of the answers, those that came after the timeout; their times are not in the figures.</summary>
    public long Timeouts { get; set; }

    /// <summary>Connections that could not be opened.</summary>
    public long Connect { get; set; }

    /// <summary>Requests whose connection ended before their answer did.</summary>
    public long Cut { get; set; }

    public double? Mean { get; set; }

    public double? Maximum { get; set; }

    public Dictionary<double, double> Percentiles { get; } = [];

    /// <summary>Whether no more percentiles are to be taken.</summary>
    public bool IsOver { get; set; }

    public void AddTo(FigureRun run)
    {
        var (key, answers) = (Key(run), Requests ?? 0);
        if (BadStatuses > answers || Timeouts > answers)
        {
            throw new FormatException($"of {answers} answers {Math.Max(BadStatuses, Timeouts)} cannot have failed.");
        }

        var timed = answers - Timeouts;
        var stats = new RequestStats { Settled = answers + Connect + Cut };
        run.Failures.Failed(key, stats, FailureKind.Status, "a status other than 2xx or 3xx", BadStatuses);
        run.Failures.Failed(key, stats, FailureKind.Timeout, "answered after wrk's timeout", Math.Min(Timeouts, answers - BadStatuses));
        run.Failures.Failed(key, stats, FailureKind.ConnectionClosed, "the connection ended before the answer did (read or write error)", Cut);
        run.Failures.Failed(key, stats, FailureKind.Network, "the connection could not be opened", Connect);
        if (timed > 0)
        {
            Percentiles.Remove(0);
            foreach (var above in Percentiles.Keys.Where(p => p > 100).ToArray())
            {
                throw new FormatException($"{above} % is no percentile.");
            }

            stats.Reported = new ReportedTimes { Count = timed, IncludesFailures = BadStatuses > 0, Mean = Mean, Maximum = Maximum, Percentiles = Percentiles };
        }

        run.Add(key, stats);
        if (Timeouts > 0)
        {
            run.Note("TIMEOUTS-NOT-IN-TIMES", NoteSeverity.Warning, FormattableString.Invariant(
                $"{Timeouts:#,0} answers came after wrk's timeout (2 s unless --timeout says otherwise) and are in none of its times: every percentile and the maximum are too low."));
        }
    }

    private RequestKey Key(FigureRun run)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address))
        {
            return RequestKey.All;
        }

        run.Host = SecretMask.Url(address.GetLeftPart(UriPartial.Authority));
        return new RequestKey("", SecretMask.Url(address.AbsolutePath));
    }
}
