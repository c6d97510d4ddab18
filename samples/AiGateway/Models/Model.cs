namespace AiGateway.Models;

/// <summary>A model that can be asked for by its name.</summary>
/// <param name="Id">The name.</param>
/// <param name="Backends">What serves it, the preferred one first.</param>
internal sealed record Model(string Id, IReadOnlyList<Backend> Backends);
