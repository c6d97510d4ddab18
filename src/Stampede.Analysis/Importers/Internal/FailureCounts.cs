using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Failures that a file tells as counts: each is counted in the figures of its name, and here under its text. Secrets in texts are masked.</summary>
internal sealed class FailureCounts
{
    private const int Most = 200;

    private readonly Dictionary<FailureKey, long> _failures = [];

    /// <summary>How many are listed.</summary>
    public long Total => _failures.Values.Sum();

    /// <summary>Counts answers with a status. One of 400 or more is a failure, as nobody expected it; so is one below 200, which is none that ends a request.</summary>
    public void Answered(RequestKey key, RequestStats stats, int status, long count)
    {
        stats.Settled += count;
        stats.Statuses[status] = stats.Statuses.GetValueOrDefault(status) + count;
        if (status is < 200 or >= 400)
        {
            Failed(key, stats, FailureKind.Status, StatusText.Of(status), count);
        }
    }

    /// <summary>Counts requests that failed, of those that are counted.</summary>
    public void Failed(RequestKey key, RequestStats stats, FailureKind kind, string text, long count)
    {
        if (count == 0)
        {
            return;
        }

        stats.Failed += count;
        stats.FailureKinds[kind] = stats.FailureKinds.GetValueOrDefault(kind) + count;
        var failure = new FailureKey(key with { Name = SecretMask.Url(key.Name) }, kind, SecretMask.Text(text));
        failure = _failures.Count >= Most && !_failures.ContainsKey(failure) ? failure with { Text = "(other)" } : failure;
        _failures[failure] = _failures.GetValueOrDefault(failure) + count;
    }

    /// <summary>All of them, the most frequent first; when they occurred is not known.</summary>
    public IReadOnlyList<FailureInterval> List() =>
        [.. _failures.OrderByDescending(f => f.Value).Select(f => new FailureInterval(f.Key, new FailureStats { Count = f.Value }))];
}
