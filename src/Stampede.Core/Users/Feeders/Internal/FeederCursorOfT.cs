using System.Diagnostics.CodeAnalysis;

namespace Stampede.Engine;

/// <summary>
/// Gives out the rows of one feeder in one run, to users on any thread. Invariants: <c>_position</c> rows were given since it began (again), at most all of them;
/// <c>_given</c> in all.
/// </summary>
internal sealed class FeederCursor<T>(string label, FeederRows<T> rows, FeederOrder order, bool ends) : FeederCursor
{
    private readonly Lock _lock = new();
    private long _position;
    private long _given;
    private long _wraps;
    private long _refused;
    private bool _isClosed;

    /// <summary>The next row; false where there is none, and the user that asks is to end.</summary>
    /// <exception cref="LoadTestException">The file cannot be read as it could before the run.</exception>
    public bool TryNext(Random random, [MaybeNullWhen(false)] out T row)
    {
        lock (_lock)
        {
            if (_isClosed || !Advance())
            {
                row = default;
                return false;
            }

            row = rows.At(order.Next(_position, random));
            _position++;
            _given++;
            return true;
        }
    }

    public override (string Id, string Text)? Note()
    {
        lock (_lock)
        {
            return (_refused, _wraps) switch
            {
                ( > 0, _) => ("FEEDER-DRY", FormattableString.Invariant(
                    $"Feeder {label} ran dry: all its {Number(rows.Count, "row")} had been given, and {Number(_refused, "user")} that asked for more ended.")),
                (_, > 0) => ("FEEDER-WRAPPED", FormattableString.Invariant(
                    $"Feeder {label} began again {Number(_wraps, "time")}: its {Number(rows.Count, "row")} were given {Number(_given, "time")}.")),
                _ => null,
            };
        }
    }

    public override void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            rows.Dispose();
        }
    }

    private static string Number(long number, string what) => FormattableString.Invariant($"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private bool Advance()
    {
        if (!order.HasEnd || _position < rows.Count)
        {
            return true;
        }

        if (ends)
        {
            _refused++;
            return false;
        }

        _position = 0;
        _wraps++;
        return true;
    }
}
