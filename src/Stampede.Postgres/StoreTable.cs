namespace Stampede.Stores;

/// <summary>A table of a store.</summary>
/// <param name="Name">Its name, without the schema.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its size on disk, indexes and large values included.</param>
public sealed record StoreTable(string Name, long Rows, long Bytes);
