namespace Peers;

/// <summary>A folder for configuration and results of one benchmark, gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("stampede-bench-").FullName;

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>A new, empty folder in it.</summary>
    public string New(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, $"{name}-{System.IO.Path.GetRandomFileName()}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
