namespace Stampede.Analysis;

/// <summary>The known values of a series, and the runs that they are of. What is unknown is a gap: it is neither filled in nor 0.</summary>
internal sealed class KnownValues
{
    private readonly int[] _runs;
    private readonly double[] _values;

    public KnownValues(IReadOnlyList<double?> series)
    {
        var known = series.Index().Where(v => v.Item is not null).ToArray();
        _runs = [.. known.Select(v => v.Index)];
        _values = [.. known.Select(v => v.Item!.Value)];
    }

    public int Count => _values.Length;

    public ReadOnlySpan<double> Values => _values;

    public double?[] Series => [.. _values.Select(v => (double?)v)];

    /// <summary>The run that a value is of.</summary>
    public int Run(int index) => _runs[index];

    /// <summary>The stretches between borders, given as indexes of values.</summary>
    public Regime[] Regimes(IReadOnlyList<int> borders) =>
        Count == 0 ? [] : [.. Stretches(borders).Select(s => RegimeFigures.Of(Values[s], _runs[s.Start.Value], _runs[s.End.Value - 1]))];

    /// <summary>The same as ranges.</summary>
    public Range[] Stretches(IReadOnlyList<int> borders) => [.. borders.Prepend(0).Zip(borders.Append(Count), (start, end) => start..end)];
}
