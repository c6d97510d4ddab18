namespace ControlPlane.Storage;

/// <summary>The database cannot be reached, or was not asked because it could not be reached before.</summary>
internal sealed class DatabaseUnavailableException(string message, TimeSpan? wait = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When to come again; null where that is not known.</summary>
    public TimeSpan? Wait => wait;
}
