using Stampede.Importing;
using Stampede.Results;

namespace Stampede.Baselines.Compatible.Internal;

/// <summary>Reads the rows of a file as the scripts do: Locust's CSV in both dialects of its header, or JSON.</summary>
internal static class ScriptRows
{
    /// <summary>Reads them, in order, the row of all together included.</summary>
    /// <param name="path">The file, or the prefix of Locust's CSV files.</param>
    /// <param name="form">What it is.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">It cannot be read.</exception>
    public static async ValueTask<IReadOnlyList<ScriptRow>> Read(string path, ScriptInput form, CancellationToken cancellationToken)
    {
        path = !File.Exists(path) && File.Exists(path + "_stats.csv") ? path + "_stats.csv" : path;
        if (!File.Exists(path))
        {
            throw new RunFolderException(path, "there is no such file.");
        }

        var isJson = form == ScriptInput.Json || (form == ScriptInput.Auto && LooksLikeJson(path));
        return isJson ? await JsonFile.Read(path, Json, cancellationToken) : Csv(path, cancellationToken);
    }

    private static bool LooksLikeJson(string path) => Importers.Head(path).Bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    private static List<ScriptRow> Csv(string path, CancellationToken cancellationToken)
    {
        using var table = new CsvRows(path);
        table.ReadHeader([ScriptColumns.Name, ScriptColumns.Requests]);
        var rows = new List<ScriptRow>();
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                fields.TryAdd(table.Columns[i], table.Text(i) ?? "");
            }

            rows.Add(new ScriptRow(table.Text(table.Column(ScriptColumns.Name)) ?? "", table.Line, fields));
        }

        return rows;
    }

    // A list of entries, or an object of them by name.
    private static IReadOnlyList<ScriptRow> Json(JsonPart part)
    {
        var entries = part.IsArray ? part.Elements() : part.Members().SelectMany(m => m.IsArray ? m.Elements() : [m]);
        return [.. entries.Where(e => e.IsObject).Select((entry, index) => Row(entry, index + 1))];
    }

    private static ScriptRow Row(JsonPart entry, int place)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in entry.Members())
        {
            if (member.IsString || member.IsNumber)
            {
                fields.TryAdd(member.Name, member.IsString ? member.Text() : member.Double().ToString("R", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return new ScriptRow(fields.GetValueOrDefault("name") ?? fields.GetValueOrDefault("Name") ?? entry.Name, place, fields);
    }
}
