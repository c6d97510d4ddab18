namespace Stampede.Importing;

/// <summary>
/// Tells rows of a sample's parts from requests: a part is called as its sample with a number behind (<c>Login-0</c>), ran in the same thread and within its
/// time, and stands before or after it. What is only called so is a request.
/// </summary>
internal sealed class JtlParts(RunBuilder builder)
{
    private const int MostWaiting = 64;
    private const int MostThreads = 50_000;

    private readonly Dictionary<string, JtlThread> _threads = [];

    /// <summary>Rows that were parts.</summary>
    public long Left { get; private set; }

    /// <summary>The name of one of them.</summary>
    public string? Example { get; private set; }

    public void Add(string label, string thread, in RequestRow row)
    {
        var start = row.End - row.Elapsed;
        if (!_threads.TryGetValue(thread, out var state))
        {
            if (_threads.Count >= MostThreads)
            {
                Finish();
                _threads.Clear();
            }

            _threads.Add(thread, state = new JtlThread());
        }

        if (IsNumbered(label))
        {
            if (IsPart(label, state.Label) && start >= state.Start && row.End <= state.End)
            {
                Leave(label);
                return;
            }

            if (state.Waiting.Count >= MostWaiting)
            {
                Flush(state);
            }

            state.Waiting.Add((label, row));
            return;
        }

        foreach (var (name, waiting) in state.Waiting)
        {
            if (IsPart(name, label) && waiting.End - waiting.Elapsed >= start && waiting.End <= row.End)
            {
                Leave(name);
            }
            else
            {
                builder.Add(in waiting);
            }
        }

        state.Waiting.Clear();
        (state.Label, state.Start, state.End) = (label, start, row.End);
        builder.Add(in row);
    }

    /// <summary>Counts what still waits for its sample, which does not come.</summary>
    public void Finish()
    {
        foreach (var state in _threads.Values)
        {
            Flush(state);
        }
    }

    /// <summary>Whether a label is that of another with numbers behind: <c>Login-0</c>, <c>Login-0-1</c>.</summary>
    public static bool IsPart(string label, string? parent)
    {
        if (parent is null || label.Length <= parent.Length + 1 || label[parent.Length] != '-' || !label.StartsWith(parent, StringComparison.Ordinal) || !char.IsAsciiDigit(label[parent.Length + 1]))
        {
            return false;
        }

        foreach (var c in label.AsSpan(parent.Length))
        {
            if (c != '-' && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumbered(string label)
    {
        var i = label.Length;
        while (i > 0 && char.IsAsciiDigit(label[i - 1]))
        {
            i--;
        }

        return i < label.Length && i > 1 && label[i - 1] == '-';
    }

    private void Flush(JtlThread state)
    {
        foreach (var (_, row) in state.Waiting)
        {
            builder.Add(in row);
        }

        state.Waiting.Clear();
    }

    private void Leave(string label)
    {
        Left++;
        Example ??= label;
    }
}
