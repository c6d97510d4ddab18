using AiGateway.Sandbox;

namespace AiGateway.Rag;

/// <summary>The documents that can be indexed: a folder of its own with five for each of ten collections, the same for the same seed.</summary>
internal sealed class DocumentFolder : IDisposable
{
    public const int Collections = 10;

    private const int Documents = 5;
    private const int Paragraphs = 8;
    private const int Sentences = 4;
    private const int WordsPerChunk = 60;

    private static readonly string[] Subjects = ["The gateway", "A deployment", "The queue", "The cache", "An index", "The worker", "A backup", "The database", "A release", "An alert"];
    private static readonly string[] Verbs = ["limits", "stores", "restarts", "measures", "protects", "delays", "replaces", "checks", "documents", "shares"];
    private static readonly string[] Things = ["requests", "tokens", "customers' data", "connections", "versions", "credentials", "error budgets", "latency", "documents", "schedules"];
    private static readonly string[] Ends = ["every night", "on request", "before each release", "within its window", "in the second region", "when it is full", "for one tenant", "by policy"];

    private readonly SandboxFolder _folder = new("documents");

    public DocumentFolder(int seed)
    {
        var random = new Random(seed);
        for (var collection = 1; collection <= Collections; collection++)
        {
            for (var document = 1; document <= Documents; document++)
            {
                var paragraphs = Enumerable.Range(0, Paragraphs).Select(_ => string.Join(' ', Enumerable.Range(0, Sentences).Select(_ => Sentence(random))));
                _folder.Write($"{NameOf(collection)}/document_{document}.md", string.Join("\n\n", paragraphs));
            }
        }
    }

    public static string NameOf(int collection) => $"collection_{collection}";

    /// <summary>The chunks of the documents at a path, a file or a folder; none where there is nothing.</summary>
    /// <returns>Null where the path leads out of the folder.</returns>
    public IReadOnlyList<Chunk>? Read(string path)
    {
        if (_folder.Find(path) is not { } full)
        {
            return null;
        }

        IEnumerable<string> files = File.Exists(full) ? [full] : Directory.Exists(full) ? Directory.EnumerateFiles(full, "*.md", SearchOption.AllDirectories) : [];
        return [.. files.Order(StringComparer.Ordinal).SelectMany(file => Split(_folder.NameOf(file), File.ReadAllText(file)))];
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<Chunk> Split(string document, string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(WordsPerChunk)
        .Select((words, i) => Chunk.Of(document, i, string.Join(' ', words)));

    private static string Sentence(Random random) =>
        $"{random.GetItems(Subjects, 1)[0]} {random.GetItems(Verbs, 1)[0]} {random.GetItems(Things, 1)[0]} {random.GetItems(Ends, 1)[0]}.";
}
