namespace ControlPlane.Storage;

/// <summary>What became of a change.</summary>
/// <param name="Before">The row as it was; null where there is none.</param>
/// <param name="After">The row as it is now; null where the change was refused.</param>
internal readonly record struct Change<TRow>(TRow? Before, TRow? After)
    where TRow : class;
