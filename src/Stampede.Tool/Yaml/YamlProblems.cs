using System.Globalization;

namespace Stampede.Engine;

/// <summary>What is wrong with a YAML file, each with its line; gathered, so that all is told at once.</summary>
internal sealed class YamlProblems(string file)
{
    private readonly SortedSet<(long Line, int Order, string Text)> _problems = [];

    /// <summary>The problems in the order of lines: <c>nightly.yaml:7: …</c>; empty for none.</summary>
    public IReadOnlyList<string> All => [.. _problems.Select(p => string.Create(CultureInfo.InvariantCulture, $"{file}:{p.Line}: {p.Text}"))];

    /// <summary>Whether there is any.</summary>
    public bool Any => _problems.Count > 0;

    /// <summary>Adds one.</summary>
    /// <param name="line">Its line, from 1.</param>
    /// <param name="text">What is wrong there, and what is allowed.</param>
    public void Add(long line, string text) => _problems.Add((line, _problems.Count, text));
}
