namespace Stampede.Engine;

/// <summary>The name that somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>The nearest of some names, or null where none is near: more than a third of its letters differ.</summary>
    public static string? Of(string typed, IEnumerable<string> names)
    {
        string? nearest = null;
        var best = double.MaxValue;
        foreach (var name in names)
        {
            // Of two that are as near, the one that is as long: mostly letters are swapped.
            var distance = NearestWord.Distance(typed.TrimStart('-').ToLowerInvariant(), name.TrimStart('-').ToLowerInvariant())
                + Math.Abs(typed.TrimStart('-').Length - name.TrimStart('-').Length) / 100.0;
            if (distance < best && Math.Floor(distance) <= Math.Max(1, name.TrimStart('-').Length / 3.0))
            {
                (best, nearest) = (distance, name);
            }
        }

        return nearest ?? LongerThan(typed, names);
    }

    // --spawn for --spawn-rate: what is typed is the beginning of exactly one name.
    private static string? LongerThan(string typed, IEnumerable<string> names)
    {
        var start = typed.TrimStart('-');
        var longer = names.Where(n => start.Length >= 3 && n.TrimStart('-').StartsWith(start, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return longer.Length == 1 ? longer[0] : null;
    }
}
