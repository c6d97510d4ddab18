using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A run in a list.</summary>
/// <param name="Entry">The run.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Unfinished">What one is called that has not ended: running, killed.</param>
/// <param name="Source">What was tested and where, where the list knows: commit, branch, machine.</param>
internal sealed record RunRow(RunEntry Entry, IReadOnlyList<string> Tags, string Unfinished, string? Source = null);
