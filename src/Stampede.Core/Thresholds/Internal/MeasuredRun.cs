using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The part of a run, finished or under way, that thresholds look at.</summary>
/// <param name="requests">Totals per request.</param>
/// <param name="checks">Totals per check.</param>
/// <param name="window">How long was measured.</param>
/// <param name="total">The sum of all requests, where the caller has it.</param>
internal sealed class MeasuredRun(
    IReadOnlyDictionary<RequestKey, RequestStats> requests, IReadOnlyDictionary<string, CheckStats> checks, TimeSpan window, RequestStats? total = null)
{
    private RequestStats? _total = total;

    public TimeSpan Window => window;

    public static MeasuredRun Of(RunResult run) => new(run.Requests, run.Checks, run.Duration);

    /// <summary>The sum of the requests that a target names, or of all; null where none has that name. Not to be changed.</summary>
    public RequestStats? Over(string? target)
    {
        if (target is null)
        {
            return _total ??= Sum(requests.Values);
        }

        var named = requests.Where(r => Names(target, r.Key)).Select(r => r.Value).ToArray();
        return named.Length switch
        {
            0 => null,
            1 => named[0],
            _ => Sum(named),
        };
    }

    /// <summary>A check's samples, or those of all checks; none where there is no such check.</summary>
    public CheckStats Check(string? name) => name is null
        ? checks.Values.Aggregate(default(CheckStats), (a, b) => a + b)
        : checks.GetValueOrDefault(name);

    private static RequestStats Sum(IEnumerable<RequestStats> stats)
    {
        var sum = new RequestStats();
        foreach (var one in stats)
        {
            sum.Add(one);
        }

        return sum;
    }

    // "/users/" names every method, "GET /users/" one.
    private static bool Names(string target, RequestKey key) =>
        target == key.Name
        || (target.Length == key.Method.Length + 1 + key.Name.Length
            && target[key.Method.Length] == ' '
            && target.StartsWith(key.Method, StringComparison.OrdinalIgnoreCase)
            && target.EndsWith(key.Name, StringComparison.Ordinal));
}
