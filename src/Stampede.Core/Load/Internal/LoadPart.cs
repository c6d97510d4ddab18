namespace Stampede.Engine;

/// <summary>One of the loads that run at their own times, as a run starts it.</summary>
/// <param name="Name">Its name; unlike any other's.</param>
/// <param name="Load">A load that holds no others: a <see cref="ClosedLoad"/> or an <see cref="OpenLoad"/>.</param>
/// <param name="Start">When it begins, after the start of the run.</param>
/// <param name="End">When it ends, after the start of the run; null with the run.</param>
internal sealed record LoadPart(string Name, Load Load, TimeSpan Start, TimeSpan? End)
{
    public LoadSettings Settings => Load.Settings;
}
