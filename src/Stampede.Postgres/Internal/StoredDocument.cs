using System.Data;
using System.Security.Cryptography;
using Npgsql;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>A run's run.json, and what is needed to read its intervals.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Place">What messages call it.</param>
/// <param name="Bytes">run.json.</param>
/// <param name="Sha256">What both files were when they were pushed.</param>
/// <param name="IntervalBytes">The size of intervals.jsonl; null where there was none.</param>
/// <param name="IsCutOff">Whether its last line is cut off.</param>
internal sealed record StoredDocument(long Key, string Place, byte[] Bytes, string Sha256, long? IntervalBytes, bool IsCutOff)
{
    /// <summary>Reads it; null where there is no such run.</summary>
    public static async ValueTask<StoredDocument?> Read(NpgsqlConnection connection, StoreAddress address, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT key, document, sha256, interval_bytes, intervals_cut_off FROM stampede.runs WHERE id = $1", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredDocument(
                reader.GetInt64(0), $"{address}, run {id}", reader.GetFieldValue<byte[]>(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.GetBoolean(4))
            : null;
    }

    /// <summary>Its intervals.</summary>
    public IntervalFile Intervals(StoreDatabase database) => new(Place, open: () => new RowStream(database, Key, Place, IntervalBytes ?? 0));

    /// <summary>Writes both files, and checks that they are what was pushed.</summary>
    public async ValueTask Write(StoreDatabase database, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, RunFolder.RunFile), Bytes, cancellationToken);
        using var hash = ContentHash.Of(Bytes);
        if (IntervalBytes is { } length)
        {
            await using var from = new RowStream(database, Key, Place, length);
            await using var to = new FileStream(Path.Combine(folder, RunFolder.IntervalsFile), FileMode.Create, FileAccess.Write);
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != Sha256)
        {
            throw new StoreException($"{Place}: what the store holds is not what was pushed: it was changed in the database. Remove it and push it again.");
        }
    }
}
