namespace Stampede.Engine;

/// <summary>
/// A file. It is read whole once, and checked; a small one's rows stay in memory, of a larger one nothing but where they begin, and not even that where they are read in
/// order.
/// </summary>
internal sealed class FileSource<T>(string path, FeederFormat<T> format) : FeederSource<T>
{
    /// <summary>In bytes: files up to this size are kept in memory.</summary>
    public const long SmallFile = 4 * 1024 * 1024;

    public override string Name => path;

    public override FeederRows<T>? Open(bool inOrder, FeederProblems problems)
    {
        if (format.Problem is { } wrong)
        {
            problems.Add(wrong);
            return null;
        }

        if (FeederFile.Find(path, out var missing) is not { } file)
        {
            problems.Add(missing);
            return null;
        }

        try
        {
            return Read(file, inOrder, problems);
        }
        catch (FeederFormatException exception)
        {
            problems.Add(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"it cannot be read: {exception.Message}");
        }
        finally
        {
            problems.Finish();
        }

        return null;
    }

    private FeederRows<T>? Read(string file, bool inOrder, FeederProblems problems)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length == 0)
        {
            problems.Add("it is empty.");
            return null;
        }

        using var records = format.Records(stream);
        if (format.Begin(records, path, problems) is not { } parser)
        {
            return null;
        }

        var kept = stream.Length <= SmallFile ? new List<T>() : null;
        var index = kept is null && !inOrder ? new RowIndex() : null;
        var count = 0L;
        while (records.Read())
        {
            count++;
            if (!parser.TryParse(records.Record, records.Line, out var row, out var problem))
            {
                problems.Add(problem);
            }
            else
            {
                kept?.Add(row);
                index?.Add(records.Offset, records.Record.Length);
            }
        }

        if (count == 0)
        {
            problems.Add("it has no row.");
        }

        if (problems.Count > 0)
        {
            return null;
        }

        if (kept is not null)
        {
            return new MemoryRows<T>(kept);
        }

        return index is null ? new StreamedRows<T>(path, file, format, count) : new IndexedRows<T>(path, file, parser, index);
    }
}
