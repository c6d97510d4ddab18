namespace Stampede.Engine;

/// <summary>How the rows of a file are told apart and read.</summary>
internal abstract class FeederFormat<T>
{
    /// <summary>What is wrong with the format's own settings; null for nothing.</summary>
    public virtual string? Problem => null;

    /// <summary>Splits a file into records.</summary>
    public abstract RecordReader Records(Stream stream);

    /// <summary>Reads what stands before the first row; gives what reads rows, or null with problems.</summary>
    /// <param name="records">At the beginning of the file.</param>
    /// <param name="file">As messages name it.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public abstract RowParser<T>? Begin(RecordReader records, string file, FeederProblems problems);
}
