namespace Stampede.Engine;

/// <summary>Something that waits in a loop's ready queue for its turn.</summary>
internal interface ILoopWork
{
    /// <summary>Runs on the loop's thread. Must not throw.</summary>
    void Run();
}
