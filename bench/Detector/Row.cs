namespace Detector;

/// <summary>One row of a table: what is tried, and how often it came out so.</summary>
/// <param name="Table">Which table.</param>
/// <param name="Name">What is tried.</param>
/// <param name="Trials">How often.</param>
/// <param name="Hit">Whether a trial came out so. Its random numbers are the trial's own: a row does not depend on those before it.</param>
internal sealed record Row(string Table, string Name, int Trials, Func<Random, bool> Hit)
{
    public string Key => $"{Table}\t{Name}\t{Trials}";

    public int Run()
    {
        var hits = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            hits += Hit(new Random(Seed(trial))) ? 1 : 0;
        }

        return hits;
    }

    // string.GetHashCode differs in every process.
    private int Seed(int trial)
    {
        var seed = 17;
        foreach (var letter in Name + Table)
        {
            seed = unchecked(seed * 31 + letter);
        }

        return unchecked(seed * 31 + trial * 7919);
    }
}
