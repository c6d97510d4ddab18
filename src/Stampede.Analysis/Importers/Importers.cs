using Stampede.Results;

namespace Stampede.Importing;

/// <summary>The formats of other tools that can be read.</summary>
public static class Importers
{
    /// <summary>All of them, in the order in which they are asked whether a file is theirs.</summary>
    public static IReadOnlyList<IResultImporter> All { get; } =
    [
        new LocustCsvImporter(), new LocustJsonImporter(), new K6JsonImporter(), new K6CsvImporter(), new K6SummaryImporter(),
        new JtlImporter(), new JMeterStatisticsImporter(), new GatlingLogImporter(), new GatlingStatsImporter(), new VegetaReportImporter(), new VegetaResultsImporter(),
        new ArtilleryImporter(), new NBomberCsvImporter(), new OhaImporter(), new BombardierImporter(), new WrkImporter(), new HeyImporter(), new HeyCsvImporter(), new HdrLogImporter(),
    ];

    /// <summary>Their names and formats, a line each.</summary>
    public static string List => string.Join('\n', All.Select(i => $"  {i.Name,-18} {i.Format}"));

    /// <summary>Reads a run in whichever format it is.</summary>
    /// <param name="path">A file, or what the names of several files begin with.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where there is nothing at the path.</returns>
    /// <exception cref="RunFolderException">It is there, and of no known format, or cannot be read; names file and line.</exception>
    public static ValueTask<RunResult?> Import(string path, CancellationToken cancellationToken = default) => Import(path, null, cancellationToken);

    /// <summary>Reads a run in a format that is named, or else in whichever it is.</summary>
    /// <param name="path">A file, or what the names of several files begin with.</param>
    /// <param name="format">The name of the format (<see cref="IResultImporter.Name"/>); null where the file is to tell.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where there is nothing at the path.</returns>
    /// <exception cref="RunFolderException">It is there, and of no known format, or cannot be read; names file and line.</exception>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static async ValueTask<RunResult?> Import(string path, string? format, CancellationToken cancellationToken = default)
    {
        if (format is not null)
        {
            var named = All.FirstOrDefault(i => i.Name == format)
                ?? throw new ArgumentException($"There is no format '{format}'; there are {string.Join(", ", All.Select(i => i.Name))}.", nameof(format));
            return await named.Import(path, cancellationToken);
        }

        var head = Head(path);
        if (All.FirstOrDefault(i => i.Recognises(head)) is { } importer)
        {
            return await importer.Import(path, cancellationToken);
        }

        return File.Exists(path)
            ? throw new RunFolderException(path, $"{(head.Bytes.IsEmpty ? "the file is empty" : "this is of no format that is known")}; --as names one of:\n{List}")
            : null;
    }

    /// <summary>What a path holds.</summary>
    /// <exception cref="RunFolderException">It is a file, and cannot be read.</exception>
    internal static ImportHead Head(string path)
    {
        if (!File.Exists(path))
        {
            return new ImportHead(path, default);
        }

        using var stream = new InputStream(path);
        var bytes = new byte[ImportHead.Size];
        var head = bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return new ImportHead(path, head.Span.StartsWith("\uFEFF"u8) ? head[3..] : head);
    }
}
