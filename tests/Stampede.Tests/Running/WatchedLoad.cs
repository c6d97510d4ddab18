using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>One user, or two after a time; counts how often the run looks what is due.</summary>
internal sealed class WatchedLoad(LoadSettings? settings = null) : ClosedLoad(settings ?? LoadSettings.Default)
{
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(333.4);

    private int _looks;

    public int Looks => Volatile.Read(ref _looks);

    internal override string Kind => "watched";

    internal override string Figures => "one user, then two";

    internal override int PeakUsers => 2;

    internal override double? SpawnRate => null;

    public override int UsersAt(TimeSpan elapsed) => elapsed < Second ? 1 : 2;

    public override TimeSpan? NextChange(TimeSpan elapsed)
    {
        Interlocked.Increment(ref _looks);
        return elapsed < Second ? Second : null;
    }

    internal override Load Change(LoadSettings changed) => this;

    internal override Load Override(LoadOverrides overrides, List<string> problems) => this;

    internal override Load Scaled(LoadScale by) => this;

    internal override IEnumerable<string> FigureProblems() => [];
}
