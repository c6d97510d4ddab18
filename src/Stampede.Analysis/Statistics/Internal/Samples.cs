namespace Stampede.Analysis;

/// <summary>What every comparison asks of its values.</summary>
internal static class Samples
{
    /// <summary>A sorted copy of values that are numbers, at least one.</summary>
    /// <exception cref="ArgumentException">There are none, or one is NaN or infinite.</exception>
    public static double[] Sorted(ReadOnlySpan<double> values, string name)
    {
        Check(values, name);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    public static void Check(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("There are no values: a comparison needs at least one a side.", name);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Value {i} is {values[i]}; only finite numbers can be compared."), name);
            }
        }
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The sum of the squared distances from <paramref name="mean"/>.</summary>
    public static double SquaredDistances(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
