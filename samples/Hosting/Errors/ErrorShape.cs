namespace Samples;

/// <summary>How a sample answers what no endpoint of it answers: what routing refuses, what cannot be read, what broke.</summary>
public abstract class ErrorShape
{
    /// <summary>The text of a path that there is not.</summary>
    public virtual string NotFound => "Not found.";

    /// <summary>The text of a request that cannot be read.</summary>
    public virtual string Unreadable => "The request could not be read.";

    /// <summary>The text of a body that is longer than the service reads.</summary>
    public virtual string TooLarge => "The request's body is too large.";

    /// <summary>The text of a defect; what it was is logged and never sent.</summary>
    public virtual string Broken => "Internal server error";

    /// <summary>The text of a method that the path does not have.</summary>
    public virtual string WrongMethod(string method) => $"Method \"{method}\" not allowed.";

    /// <summary>The answer to an exception that is the caller's doing; null for a defect.</summary>
    public virtual (int Status, string Text)? Of(Exception problem) => null;

    /// <summary>Answers with a status and a text.</summary>
    public abstract Task Answer(HttpContext context, int status, string text);
}
