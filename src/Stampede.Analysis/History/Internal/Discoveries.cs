namespace Stampede.Analysis;

/// <summary>Holds the changes of all metrics against each other: of many metrics some change by chance.</summary>
internal static class Discoveries
{
    /// <summary>The searches with the rate of false discoveries of each change. A metric without a change counts as one test that showed nothing.</summary>
    public static T[] Held<T>(T[] searches, double maxQ)
        where T : ISearch<T>
    {
        var q = FalseDiscovery.Adjust([.. searches.Where(s => s.IsTested).SelectMany(s => s.Found.Count == 0 ? [1.0] : s.Found.Select(f => f.PAnywhere))]);
        var next = 0;
        return [.. searches.Select(Adjusted)];

        T Adjusted(T search)
        {
            if (!search.IsTested)
            {
                return search;
            }

            var found = search.Found.Select((f, i) => f with { Q = q[next + i] }).ToArray();
            next += Math.Max(1, found.Length);
            return search.With(found, maxQ);
        }
    }
}
