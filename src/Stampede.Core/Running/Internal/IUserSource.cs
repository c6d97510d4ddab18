namespace Stampede.Engine;

/// <summary>What started a user and says whether it goes on: a load of the closed model, or the arrivals of the open one. Called on the user's loop.</summary>
internal interface IUserSource
{
    /// <summary>Whether users iterate when they are told to, not after their own waits.</summary>
    bool IsOpen { get; }

    /// <summary>Whether the user may begin its next iteration; false ends it.</summary>
    /// <param name="done">Iterations that it has finished.</param>
    bool MayIterate(long done);

    /// <summary>An iteration is over, or the user ends before its first. In the open model the user waits for the next arrival.</summary>
    void IterationOver(UserRunner user);

    /// <summary>The user has ended.</summary>
    void Ended(UserRunner user);
}
