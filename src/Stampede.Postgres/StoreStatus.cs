namespace Stampede.Stores;

/// <summary>What there is in a database.</summary>
/// <param name="Server">The server's version.</param>
/// <param name="Version">The schema's version; 0 where there is no store.</param>
/// <param name="Known">The version that this Stampede needs.</param>
/// <param name="Tables">Its tables, by name.</param>
/// <param name="DatabaseBytes">The size of the whole database, whatever else is in it.</param>
public sealed record StoreStatus(string Server, int Version, int Known, IReadOnlyList<StoreTable> Tables, long DatabaseBytes);
