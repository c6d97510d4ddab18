namespace Stampede.Stores;

/// <summary>A store cannot be used. The message names host and database, what is wrong, and what to do; never the password.</summary>
public sealed class StoreException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="inner">The error behind it, where there is one.</param>
    public StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
