namespace Stampede.Importing;

/// <summary>What a thread of JMeter did last, as far as parts of samples are told by it.</summary>
internal sealed class JtlThread
{
    /// <summary>The last sample that is no part; null before the first.</summary>
    public string? Label { get; set; }

    public long Start { get; set; }

    public long End { get; set; }

    /// <summary>Rows that may be parts of a sample that is yet to come.</summary>
    public List<(string Label, RequestRow Row)> Waiting { get; } = [];
}
