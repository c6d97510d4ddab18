namespace Stampede.Results;

/// <summary>A run folder cannot be made or read. The message names the file, where it applies the line, and what is wrong.</summary>
public sealed class RunFolderException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="file">The file or folder that is meant.</param>
    /// <param name="problem">What is wrong with it, and what to do.</param>
    /// <param name="line">The line within the file, from 1; null where the file as a whole is meant.</param>
    /// <param name="inner">The error behind it, where there is one.</param>
    public RunFolderException(string file, string problem, long? line = null, Exception? inner = null)
        : base(line is null ? $"{file}: {problem}" : $"{file}, line {line}: {problem}", inner)
    {
        File = file;
        Line = line;
    }

    /// <summary>The file or folder that is meant.</summary>
    public string File { get; }

    /// <summary>The line within the file, from 1; null where the file as a whole is meant.</summary>
    public long? Line { get; }
}
