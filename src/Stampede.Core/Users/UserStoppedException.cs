namespace Stampede;

/// <summary>The run, or this user, stops (also by <c>EndUser</c> and <c>EndTest</c>): what was waited for will not come. Let it pass; <c>OnStop</c> still runs.</summary>
public sealed class UserStoppedException : OperationCanceledException
{
    internal UserStoppedException(string message = "The user was stopped.")
        : base(message)
    {
    }
}
