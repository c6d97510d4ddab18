namespace Stampede.Engine;

/// <summary>Follows what users do, step by step, for a person who looks for a mistake. Called on the loops, and on other threads where users' code is there.</summary>
internal interface IUserTrace
{
    /// <summary>A member of a user is about to run.</summary>
    void Begins(string where);

    /// <summary>A request is written; again after each redirect.</summary>
    void Sent(Exchange exchange, ReadOnlySpan<byte> head);

    /// <summary>A request has counted; what was measured around another client has no exchange.</summary>
    void Settled(in RequestEvent request, Exchange? exchange);

    /// <summary>A user's code threw.</summary>
    void Failed(string where, Exception exception);
}
