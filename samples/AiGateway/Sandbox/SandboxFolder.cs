namespace AiGateway.Sandbox;

/// <summary>A temporary folder that belongs to this process alone. Every path is looked for in it and nowhere else.</summary>
internal sealed class SandboxFolder : IDisposable
{
    public SandboxFolder(string purpose) => Root = Directory.CreateTempSubdirectory($"ai-gateway-{purpose}-").FullName;

    public string Root { get; }

    /// <summary>The full path of one inside; a slash at its start is the folder itself.</summary>
    /// <returns>Null where it leads out, or is no path.</returns>
    public string? Find(string path)
    {
        // A backslash separates folders on other systems: nobody shall be surprised by it.
        var relative = path.Replace('\\', '/').TrimStart('/');
        if (relative.Contains('\0') || relative.Contains(':') || relative.Split('/').Contains(".."))
        {
            return null;
        }

        var full = Path.GetFullPath(relative, Root);
        return full == Root || full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }

    /// <summary>A full path as callers know it.</summary>
    public string NameOf(string full) => Path.GetRelativePath(Root, full).Replace('\\', '/');

    /// <summary>Writes a file. Who reads it meanwhile sees all of the old one or all of the new.</summary>
    public void Write(string path, string content)
    {
        var full = Find(path) ?? throw new ArgumentException($"{path} leads out of the folder.", nameof(path));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var written = Path.Combine(Root, $".{Guid.NewGuid():N}");
        File.WriteAllText(written, content);
        File.Move(written, full, overwrite: true);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
