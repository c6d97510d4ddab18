namespace AiGateway.Models;

/// <summary>What a backend does wrong, on purpose.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Status">What it answers; 0 where it never does.</param>
/// <param name="Times">For how many requests, from the first on.</param>
internal sealed record BackendFault(string Backend, int Status, int Times);
