namespace ControlPlane.Storage;

/// <summary>Rows whose field has this value.</summary>
internal readonly record struct Filter(string Field, string Value);
