namespace Stampede.Analysis;

/// <summary>From what size on a change matters.</summary>
/// <param name="Warning">The smallest change that matters, above 0. A change that is shown to be smaller is none.</param>
/// <param name="Failure">The change that fails, no less than <paramref name="Warning"/>.</param>
/// <param name="Unit">Default: relative to the baseline.</param>
/// <param name="Direction">Default: more is worse.</param>
public sealed record Margin(
    double Warning, double Failure, ChangeUnit Unit = ChangeUnit.Relative, ChangeDirection Direction = ChangeDirection.HigherIsWorse)
{
    // A change of exactly the margin counts, and 115 / 100 - 1 is a hair less than 15 %.
    private const double Rounding = 1e-9;

    /// <summary>The least change that is as large as a size.</summary>
    internal static double Least(double size) => size * (1 - Rounding);

    internal Margin Check() => Warning > 0 && Failure >= Warning && double.IsFinite(Failure)
        ? this
        : throw new ArgumentException(FormattableString.Invariant(
            $"A margin's levels are above 0, and failure is no less than warning; they are {Warning} (warning) and {Failure} (failure)."));
}
