using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What users' own code threw.</summary>
internal static class UserErrorSection
{
    private const int Most = 20;

    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.UserErrors.Count == 0)
        {
            yield break;
        }

        yield return new Line("Errors in users' code", Styles.Heading);
        foreach (var error in result.UserErrors.OrderByDescending(e => e.Count).Take(Most))
        {
            yield return new Line($"  {Figures.Count(error.Count)}× ", Styles.Bad, indent: 6)
                .And($"{error.Class}.{error.Where}: {error.Type}: {error.Message}");
            if (FirstLine(error.StackTrace) is { Length: > 0 } line)
            {
                yield return new Line($"      {line}", Styles.Quiet, indent: 8);
            }
        }

        if (result.UserErrors.Count > Most)
        {
            yield return new Line($"  … and {Figures.Plural(result.UserErrors.Count - Most, "further kind")}");
        }
    }

    private static string FirstLine(string stackTrace) => stackTrace.Trim().Split('\n')[0].Trim();
}
