namespace Stampede.Engine;

/// <summary>What a child process prints: the first address that it says it listens on, and the last lines for an error message.</summary>
internal sealed class ServiceOutput
{
    private const int KeptLines = 40;
    private const string Marker = "listening on";

    private readonly Queue<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it says where it listens.</summary>
    public Task<Uri> Address => _address.Task;

    /// <summary>The last lines, both streams as they came.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Reads a stream to its end, so that the child never waits for a full pipe.</summary>
    public async Task Read(TextReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                Add(line);
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The child is gone.
        }
    }

    /// <summary>The last lines as the end of a message; empty where it printed nothing.</summary>
    public string Quote()
    {
        var lines = Lines;
        return lines.Count == 0
            ? " It printed nothing."
            : $" It printed:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Select(line => "  " + line))}";
    }

    internal void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }

        if (FindAddress(line) is { } address)
        {
            _address.TrySetResult(address);
        }
    }

    /// <summary>The address in a line such as <c>Now listening on: http://127.0.0.1:5000</c>; null in any other.</summary>
    internal static Uri? FindAddress(string line)
    {
        var marker = line.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        var start = marker < 0 ? -1 : line.IndexOf("http", marker + Marker.Length, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        var end = line.AsSpan(start).IndexOfAny(" \t,;)\"'\u001b");
        var text = end < 0 ? line[start..] : line.Substring(start, end);

        // A wildcard is where it listens, not where it can be reached.
        text = text.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal);
        return Uri.TryCreate(text.TrimEnd('.'), UriKind.Absolute, out var address) ? address : null;
    }
}
