namespace Stampede.Analysis;

/// <summary>A place in a history of runs from which on a metric is another.</summary>
/// <param name="Index">The first run of the new regime, 0 the oldest.</param>
/// <param name="P">How likely so great a difference between the neighbouring regimes is by chance, in one test.</param>
/// <param name="MeanBefore">The mean since the change point before, or the beginning.</param>
/// <param name="MeanAfter">The mean up to the next change point, or the end.</param>
/// <param name="DeviationBefore">The standard deviation before; 0 where it is one run.</param>
/// <param name="DeviationAfter">The standard deviation after.</param>
/// <param name="SuspectFirst">The first run that may have been the first of the new regime: from here the split is nearly as good (nine tenths).</param>
/// <param name="SuspectLast">The last such run. The change came after run <paramref name="SuspectFirst"/> - 1 and no later than with this one.</param>
public sealed record ChangePoint(
    int Index, double P, double MeanBefore, double MeanAfter, double DeviationBefore, double DeviationAfter, int SuspectFirst, int SuspectLast)
{
    /// <summary>The relative change of the mean: 0.1 is 10 % more. Infinite where it was 0 before and is not now.</summary>
    public double ForwardChange => MeanBefore == MeanAfter ? 0 : MeanBefore == 0 ? double.CopySign(double.PositiveInfinity, MeanAfter) : MeanAfter / MeanBefore - 1;

    /// <summary>The larger of the relative changes seen from before and from after; a side whose mean is 0 says nothing.</summary>
    public double Magnitude => Math.Max(
        MeanBefore == 0 ? 0 : Math.Abs(MeanAfter / MeanBefore - 1),
        MeanAfter == 0 ? 0 : Math.Abs(MeanBefore / MeanAfter - 1));
}
