using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Reads what was published about a test: <c>published: { source: …, figures: { "p(99)": { target: "&lt; 500 ms", claim: 34 ms, files: 34 ms } } }</c>.</summary>
internal static class PublishedReader
{
    public static Published? Read(YamlPart part)
    {
        var members = part.Map("source", "figures");
        if (!members.TryGetValue("source", out var source))
        {
            part.Wrong("'published' has no 'source': who published the figures, and where.");
        }

        if (!members.TryGetValue("figures", out var figures))
        {
            part.Wrong("'published' has no 'figures': { \"p(99)\": { target: \"< 500 ms\", claim: 34 ms } }.");
        }

        var read = figures?.Members().Select(f => Figure(f.Key, f.Part)).OfType<PublishedFigure>().ToArray() ?? [];
        return source?.Text() is { } who ? new Published(who, read) : null;
    }

    private static PublishedFigure? Figure(string metric, YamlPart part)
    {
        // Any comparison: only what is measured is of interest.
        if (!Threshold.TryParse($"{metric} >= 0", out var measure, out var problem))
        {
            part.Wrong(problem);
            return null;
        }

        var members = part.Map("target", "claim", "files");
        if (members.Count == 0)
        {
            part.Wrong($"Of '{metric}' nothing was published: it has a 'target', a 'claim' or what the 'files' say.");
            return null;
        }

        return new PublishedFigure(metric, measure)
        {
            Target = members.GetValueOrDefault("target")?.Text(),
            Claim = members.GetValueOrDefault("claim")?.Text(),
            Files = members.GetValueOrDefault("files")?.Text(),
        };
    }
}
