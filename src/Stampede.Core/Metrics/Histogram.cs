namespace Stampede.Metrics;

/// <summary>A high dynamic range histogram of microseconds: 1 µs to 1 h, three significant digits.</summary>
public sealed class Histogram
{
    /// <summary>Number of recorded values.</summary>
    public long Count => throw new NotImplementedException();

    /// <summary>Exact sum of the recorded values, in microseconds.</summary>
    public long Sum => throw new NotImplementedException();

    /// <summary>Exact smallest value, in microseconds; 0 without values.</summary>
    public long Min => throw new NotImplementedException();

    /// <summary>Exact largest value, in microseconds; 0 without values.</summary>
    public long Max => throw new NotImplementedException();

    /// <summary>Exact mean in microseconds; NaN without values.</summary>
    public double Mean => throw new NotImplementedException();

    /// <summary>Records a value; below 0 counts as 0, above 1 h as 1 h.</summary>
    public void Record(long microseconds, long count = 1) => throw new NotImplementedException();

    /// <summary>Adds all values of another.</summary>
    public void Add(Histogram other) => throw new NotImplementedException();

    /// <summary>The value at a percentile (0 to 100), in microseconds, never above <see cref="Max"/>; 0 without values.</summary>
    public long Percentile(double percentile) => throw new NotImplementedException();

    /// <summary>The standard V2 compressed form in base64 ("HISTFAAA…").</summary>
    public string Encode() => throw new NotImplementedException();

    /// <summary>Reads the standard V2 compressed form.</summary>
    public static Histogram Decode(string base64) => throw new NotImplementedException();
}
