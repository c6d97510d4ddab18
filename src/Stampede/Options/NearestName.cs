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
            var distance = Distance(typed.TrimStart('-').ToLowerInvariant(), name.TrimStart('-').ToLowerInvariant())
                + Math.Abs(typed.TrimStart('-').Length - name.TrimStart('-').Length) / 100.0;
            if (distance < best && Math.Floor(distance) <= Math.Max(1, name.TrimStart('-').Length / 3.0))
            {
                (best, nearest) = (distance, name);
            }
        }

        return nearest ?? LongerThan(typed, names);
    }

    /// <summary>How many letters must be inserted, removed, replaced, or swapped with their neighbour.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var best = Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1;
        best = Math.Min(best, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }

    // --spawn for --spawn-rate: what is typed is the beginning of exactly one name.
    private static string? LongerThan(string typed, IEnumerable<string> names)
    {
        var start = typed.TrimStart('-');
        var longer = names.Where(n => start.Length >= 3 && n.TrimStart('-').StartsWith(start, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return longer.Length == 1 ? longer[0] : null;
    }
}
