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
        var set = new ClaimSet();
        if (File is not null)
        {
            var wrong = new YamlProblems(File);
            try
            {
                using var text = System.IO.File.OpenText(File);
                set = ClaimsFile.Read(text, wrong);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"The claims cannot be read: {e.Message}");
            }

            problems.AddRange(wrong.All);
        }

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
