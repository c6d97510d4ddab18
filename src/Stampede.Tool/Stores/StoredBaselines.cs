using System.Text.Json;
using Stampede.Baselines;
using Stampede.Baselines.Internal;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>Baselines in a store.</summary>
/// <param name="store">The store; it is closed with this.</param>
internal sealed class StoredBaselines(PostgresRunStore store) : BaselinePlace
{
    /// <summary>What the current one is called where no baseline has this name.</summary>
    public const string Current = "current";

    public override string Name => store.Address.ToString();

    /// <summary>A baseline by its name, or the current one; null where there is none.</summary>
    /// <exception cref="IOException">The store cannot be used, or what it holds cannot be read.</exception>
    public static async ValueTask<Baseline?> Find(PostgresRunStore store, string name, CancellationToken cancellationToken)
    {
        var baselines = await store.Baselines(cancellationToken);
        var found = baselines.FirstOrDefault(b => b.Name == name) ?? (name == Current ? baselines.FirstOrDefault(b => b.IsCurrent) : null);
        return found is null ? null : new StoredBaselines(store).One(found);
    }

    public override async ValueTask<BaselineSet?> Read(CancellationToken cancellationToken) => Set(await store.Baselines(cancellationToken));

    public override async ValueTask<BaselineSet?> Change(Func<BaselineSet, BaselineSet> change, bool mayBeNew, CancellationToken cancellationToken)
    {
        var changed = new BaselineSet();
        await store.ChangeBaselines(
            stored =>
            {
                changed = change(Set(stored));
                return [.. changed.Baselines.Select(b => new StoredBaseline(b.Name, Document(b), b.Name == changed.Current))];
            },
            cancellationToken);
        return changed;
    }

    public override ValueTask DisposeAsync() => store.DisposeAsync();

    private static byte[] Document(Baseline baseline)
    {
        using var stream = new MemoryStream();
        new BaselineSet { Baselines = [baseline] }.Write(stream);
        return stream.ToArray();
    }

    private BaselineSet Set(IReadOnlyList<StoredBaseline> stored) => new()
    {
        Baselines = [.. stored.Select(One)],
        Current = stored.FirstOrDefault(b => b.IsCurrent)?.Name,
    };

    private Baseline One(StoredBaseline stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored.Document);
            return BaselineJson.Read(new JsonPart(document.RootElement, stored.Name)).Find(stored.Name);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RunFolderException($"{Name}, baseline {stored.Name}", e.Message, inner: e);
        }
    }
}
