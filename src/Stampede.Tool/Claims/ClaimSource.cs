using Stampede.Claims;

namespace Stampede.Engine;

/// <summary>Claims as a command line gives them.</summary>
/// <param name="File">A claims file; null for none.</param>
/// <param name="Texts">Single claims: <c>requests=68902</c>.</param>
internal sealed record ClaimSource(string? File, IReadOnlyList<string> Texts)
{
    /// <summary>Reads them all.</summary>
    /// <param name="problems">Where to add what is wrong with them.</param>
    public ClaimSet Read(List<string> problems)
    {
        var set = (File is null ? null : YamlFile.Read(File, "The claims", ClaimsFile.Read, problems)) ?? new ClaimSet();
        var single = new List<Claim>();
        foreach (var text in Texts)
        {
            try
            {
                single.Add(Claim.Parse(text));
            }
            catch (ClaimSyntaxException wrong)
            {
                problems.Add($"--claim: {wrong.Message}");
            }
        }

        return set with { Claims = [.. set.Claims, .. single] };
    }
}
