namespace Stampede.Engine;

/// <summary>Makes the drivers of a run's loads.</summary>
internal static class LoadDrivers
{
    public static IReadOnlyList<LoadDriver> Make(RunSetup setup, UserStarter starter, long runStart) =>
        [.. setup.Parts.Select(p => Make(p, starter, runStart))];

    private static LoadDriver Make(PreparedPart prepared, UserStarter starter, long runStart) => prepared.Part.Load switch
    {
        OpenLoad => new OpenDriver(prepared, starter, runStart),
        _ => new ClosedDriver(prepared, starter),
    };
}
