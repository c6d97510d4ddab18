namespace Stampede.Stores;

/// <summary>A baseline as a store keeps it.</summary>
/// <param name="Name">Its name, one in a store.</param>
/// <param name="Document">A file of baselines that holds this one alone.</param>
/// <param name="IsCurrent">Whether it counts where none is named.</param>
public sealed record StoredBaseline(string Name, ReadOnlyMemory<byte> Document, bool IsCurrent);
