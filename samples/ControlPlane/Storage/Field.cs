namespace ControlPlane.Storage;

/// <summary>A field that rows are looked for by.</summary>
/// <param name="Name">As it is called in the row's JSON.</param>
/// <param name="Value">Its value as it is in the row's JSON.</param>
internal sealed record Field<TRow>(string Name, Func<TRow, string> Value);
