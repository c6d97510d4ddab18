using Spectre.Console;

namespace Stampede.Reporting;

/// <summary>The few styles there are. Colour never carries what the text does not say.</summary>
internal static class Styles
{
    public static readonly Style Heading = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Careful = new(Color.Yellow);

    /// <summary>Bad where there is something to count, else none.</summary>
    public static Style? BadIf(bool bad) => bad ? Bad : null;
}
