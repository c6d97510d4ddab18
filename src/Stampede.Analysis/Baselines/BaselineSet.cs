using Stampede.Baselines.Internal;
using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines;

/// <summary>The baselines of a file, <c>performance-baselines.json</c>, which is fit for a repository (docs/reference/baselines.md).</summary>
public sealed record BaselineSet
{
    /// <summary>What the file says it is.</summary>
    public const string Schema = "stampede-baselines";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int Version = 1;

    /// <summary>The file's name, where no other is given.</summary>
    public const string FileName = "performance-baselines.json";

    /// <summary>The baselines, in order; their names differ.</summary>
    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    /// <summary>The name of the one that counts where none is named; null for none.</summary>
    public string? Current { get; init; }

    /// <summary>Whether the file is one of <c>extract_baselines</c>, which other programs may read.</summary>
    public bool IsOfScripts { get; init; }

    /// <summary>Reads a file; one of <c>extract_baselines</c> as a single baseline, its guessed percentiles left out.</summary>
    /// <exception cref="RunFolderException">It is no such file, is empty, or holds what cannot be; names the file.</exception>
    public static ValueTask<BaselineSet> Read(string path, CancellationToken cancellationToken = default) => JsonFile.Read(path, BaselineJson.Read, cancellationToken);

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream) => BaselineJson.Write(this, stream);

    /// <summary>A baseline by its name, or the current one.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Baseline Find(string? name) => Baselines.FirstOrDefault(b => b.Name == (name ?? Current))
        ?? throw new KeyNotFoundException(
            name is null ? $"No baseline is the current one; 'stampede baseline promote' makes one so. There are {Names}." : $"There is no baseline '{name}'; there are {Names}.");

    /// <summary>With a baseline more, or in place of the one of its name. The first is the current one.</summary>
    public BaselineSet With(Baseline baseline)
    {
        var all = Baselines.ToList();
        var at = all.FindIndex(b => b.Name == baseline.Name);
        if (at < 0)
        {
            all.Add(baseline);
        }
        else
        {
            all[at] = baseline;
        }

        return this with { Baselines = all, Current = Current ?? baseline.Name };
    }

    /// <summary>With another current baseline.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public BaselineSet Promote(string name) => this with { Current = Find(name).Name };

    /// <summary>Without a baseline. Where it was the current one, there is none.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public BaselineSet Without(string name)
    {
        var removed = Find(name);
        return this with { Baselines = [.. Baselines.Where(b => b != removed)], Current = Current == name ? null : Current };
    }

    private string Names => Baselines.Count == 0 ? "none" : string.Join(", ", Baselines.Select(b => b.Name));
}
