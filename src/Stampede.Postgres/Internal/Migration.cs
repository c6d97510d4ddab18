using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Stampede.Stores.Internal;

/// <summary>A step of the schema, <c>Migrations/0001-runs.sql</c>. One that was published never changes.</summary>
/// <param name="Number">Its number, from 1: the version that the schema has after it.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>All of this version of Stampede, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    /// <summary>SHA-256 of the text with newlines as on Unix, in hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static Migration[] Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var file = Path.GetFileNameWithoutExtension(name[Folder.Length..]);
            return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
        })];
    }
}
