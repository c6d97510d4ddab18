namespace Stampede.Engine;

/// <summary>What an encoded histogram of any configuration holds.</summary>
/// <param name="Layout">Its configuration.</param>
/// <param name="Counts">Index and count of the counters that are not 0, in rising order.</param>
internal sealed record DecodedHistogram(HistogramLayout Layout, IReadOnlyList<(int Index, long Count)> Counts);
