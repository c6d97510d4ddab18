namespace Stampede;

/// <summary>A load shape of the test's own failed, or said what cannot be: the run ends, and its numbers must not be believed.</summary>
public sealed class LoadShapeException : Exception
{
    internal LoadShapeException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
