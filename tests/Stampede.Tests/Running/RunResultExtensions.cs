using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Short words for what tests ask of a result.</summary>
internal static class RunResultExtensions
{
    public static RequestStats Of(this RunResult result, string request) => result.Requests.Single(r => r.Key.ToString() == request).Value;

    /// <summary>The one failure: its kind and text.</summary>
    public static (FailureKind Kind, string Text) OnlyFailure(this RunResult result)
    {
        var failure = Assert.Single(result.Failures);
        Assert.Equal(1, failure.Stats.Count);
        return (failure.Key.Kind, failure.Key.Text);
    }

    public static RunNote? Note(this RunResult result, string id) => result.Notes.SingleOrDefault(n => n.Id == id);

    /// <summary>Everything that intervals count must add up to the totals.</summary>
    public static void SumsAgree(this RunResult result)
    {
        var keys = result.Intervals.SelectMany(i => i.Requests.Keys).Distinct().ToArray();
        Assert.Equal(result.Requests.Keys.Select(k => k.ToString()).Order(), keys.Select(k => k.ToString()).Order());
        foreach (var key in keys)
        {
            var sum = new RequestStats();
            foreach (var interval in result.Intervals)
            {
                if (interval.Requests.TryGetValue(key, out var stats))
                {
                    sum.Add(stats);
                }
            }

            Same.As(result.Requests[key], sum, key.ToString());
        }
    }
}
