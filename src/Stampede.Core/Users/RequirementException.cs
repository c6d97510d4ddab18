namespace Stampede;

/// <summary>A requirement on a response did not hold, or a measured call threw: it counts as failed and the iteration ends here. It is no crash of the user.</summary>
public sealed class RequirementException : Exception
{
    internal RequirementException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
