using Stampede.Engine;

namespace Stampede;

/// <summary>
/// Data that the users of a run share: rows of a CSV or JSON file, or objects in memory, given out one by one by <see cref="User.Next{T}"/>. A feeder is a definition and never
/// changes; where a run is in it belongs to the run. Keep it in a static field of the user class, where it is found and checked before the run.
/// </summary>
public abstract class Feeder
{
    private protected Feeder()
    {
    }

    /// <summary>What messages call it: the file's path as it was given, or what is in memory.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with the definition itself.</summary>
    internal abstract IEnumerable<string> Problems();

    /// <summary>Reads the data once, checks it, and makes what gives it out in one run; null with problems.</summary>
    /// <param name="seed">Of the run, for shuffles.</param>
    /// <param name="ordinal">Which of the run's feeders it is: each shuffles otherwise.</param>
    /// <param name="problems">Receives what is wrong.</param>
    internal abstract FeederCursor? Open(ulong seed, int ordinal, FeederProblems problems);

    /// <summary>The rows of a CSV file (RFC 4180, UTF-8) whose first line names the columns.</summary>
    /// <param name="path">A relative path is looked for in the current folder, then beside the load-test file and the program.</param>
    /// <param name="delimiter">What separates fields, an ASCII character; default a comma.</param>
    public static Feeder<FeederRow> Csv(string path, char delimiter = ',') =>
        new(new FileSource<FeederRow>(path, new CsvFormat<FeederRow>(delimiter, static (columns, _) => new CsvRowParser(columns))));

    /// <summary>The rows of a CSV file as objects: its columns fill the constructor parameters and settable properties of the same names, in any case.</summary>
    /// <typeparam name="T">A class, record or struct whose members are strings, numbers, dates, enums or the like; a nullable member is null where the field is empty.</typeparam>
    /// <param name="path">A relative path is looked for in the current folder, then beside the load-test file and the program.</param>
    /// <param name="delimiter">What separates fields, an ASCII character; default a comma.</param>
    public static Feeder<T> Csv<T>(string path, char delimiter = ',') =>
        new(new FileSource<T>(path, new CsvFormat<T>(delimiter, CsvObjectParser<T>.Bind)));

    /// <summary>The objects of a JSON file: an array of objects; of a file that ends in <c>.jsonl</c> or <c>.ndjson</c>, one object a line.</summary>
    /// <param name="path">A relative path is looked for in the current folder, then beside the load-test file and the program.</param>
    public static Feeder<FeederRow> Json(string path) =>
        new(new FileSource<FeederRow>(path, new JsonFormat<FeederRow>(JsonFormat.IsLines(path), new JsonRowParser(path))));

    /// <summary>The elements of a JSON file as objects: an array; of a file that ends in <c>.jsonl</c> or <c>.ndjson</c>, one a line.</summary>
    /// <typeparam name="T">Any type that JSON can be read as; names in any case; a constructor parameter without a default must be there.</typeparam>
    /// <param name="path">A relative path is looked for in the current folder, then beside the load-test file and the program.</param>
    public static Feeder<T> Json<T>(string path) =>
        new(new FileSource<T>(path, new JsonFormat<T>(JsonFormat.IsLines(path), new JsonObjectParser<T>())));

    /// <summary>Objects in memory: several, or a list of them, which is copied. All users get the same objects: do not change them.</summary>
    /// <param name="items">At least one.</param>
    public static Feeder<T> Of<T>(params IEnumerable<T> items) => new(new MemorySource<T>([.. items]));

    /// <summary>One text: without this it would be taken for a list of its characters.</summary>
    /// <param name="item">What every user gets.</param>
    public static Feeder<string> Of(string item) => Of<string>([item]);
}
