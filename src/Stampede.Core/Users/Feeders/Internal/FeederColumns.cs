namespace Stampede.Engine;

/// <summary>The columns of a file, shared by its rows.</summary>
internal sealed class FeederColumns
{
    private readonly Dictionary<string, int> _indexes;

    /// <param name="file">As messages name it.</param>
    /// <param name="names">Each once, whatever the case.</param>
    public FeederColumns(string file, IReadOnlyList<string> names)
    {
        (File, Names) = (file, names);
        _indexes = new Dictionary<string, int>(names.Count, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            _indexes.Add(names[i], i);
        }
    }

    public string File { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Where a column stands, in any case; -1 where there is none.</summary>
    public int IndexOf(string column) => _indexes.GetValueOrDefault(column, -1);
}
